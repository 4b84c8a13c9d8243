import * as v from 'valibot'
import { Account } from './accounts.ts'
import { Alarm } from './alarms.ts'
import { Charter } from './charter.ts'
import { Community } from './communities.ts'
import { Exchange } from './exchanges.ts'
import { Id } from './ids.ts'
import { Member } from './members.ts'
import { Need } from './needs.ts'
import { Moment } from './times.ts'
import { Pool } from './transfers.ts'

/** Who I am in this community. */
export const Me = v.object({ member: Member, account: v.nullable(Account) })
export type Me = v.InferOutput<typeof Me>

/** Someone I exchanged with lately: the tiles of "someone helped me". */
export const Companion = v.object({ member: Id, name: v.string() })

/** What the home page needs, in one call. */
export const Home = v.object({
  /** The moment it was read: what day it is where the books stand. */
  at: Moment,
  community: Community,
  charter: Charter,
  member: Member,
  account: v.nullable(Account),
  /** Exchanges that wait for my next step, newest first. */
  waiting: v.array(Exchange),
  /** Exchanges under way that wait for the other side. */
  underWay: v.array(Exchange),
  /** Exchanges that someone else ended in the last seven days, newest first, ten at most. */
  lately: v.array(Exchange),
  myNeeds: v.array(Need),
  /** A few open needs of others, newest first. */
  needs: v.array(Need),
  companions: v.array(Companion),
  pools: v.array(Pool),
  /** My standing after each of my last lines, oldest first: the sparkline. */
  balances: v.array(v.object({ at: Moment, balanceSeconds: v.number() })),
  /** Why audit signs nothing: to stewards, and while it is so only. */
  alarm: v.exactOptional(Alarm),
})
export type Home = v.InferOutput<typeof Home>
