import { isRefusal, type Refusal } from '@commonhour/client'
import type { Departure, Home, Member } from '@commonhour/contract'
import { Search } from '../parts/cards.tsx'
import { type Option, PostForm, RadioField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent, type Shown } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/**
 * A coordinator enters that a member has died, or wishes to go and asked for it: what happened and
 * who has the hours in hand, then a last look.
 */
export function mountDeparture(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/members/:id/departure',
    read: readLeaving,
    show,
    send: enter,
  })
}

interface Matter {
  member: Member
  departure: Departure | null
  /** Whoever a search found to have the hours. */
  found: Member[]
}

async function readLeaving({ client, community, param, query }: Visit): Promise<Matter | Refusal> {
  const q = query('q').slice(0, 80)
  const [member, list] = await Promise.all([
    client.readMember({ community, member: param('id') }),
    q === '' ? { items: [] } : client.listMembers({ community }, { query: { q, limit: 10 } }),
  ])
  if (isRefusal(member)) return member
  if (isRefusal(list)) return list
  const found = list.items.filter(({ id, state }) => id !== member.id && state === 'active')
  if (member.state !== 'departed') return { member, departure: null, found }
  const departure = await client.readDeparture({ community, member: member.id })
  return isRefusal(departure) ? departure : { member, departure, found }
}

const reasons = ['died', 'asked_to'] as const

function reasonOf(visit: Visit): (typeof reasons)[number] | undefined {
  return reasons.find((one) => one === visit.query('reason'))
}

function show(visit: Visit, home: Home, matter: Matter, trouble?: Trouble): Shown {
  const { say } = visit
  const { departure, member } = matter
  const { name } = member
  const reason = reasonOf(visit)
  if (departure !== null) {
    const body = <Entered visit={visit} member={member} departure={departure} />
    return { title: say(`departure.is.${departure.reason}`, { name }), here: 'me', body }
  }
  const props = { visit, home, matter, trouble }
  if (reason === undefined || visit.query('handTo') === '') {
    return { title: say('departure.title', { name }), here: 'me', body: <Ask {...props} /> }
  }
  const body = <LastLook {...props} reason={reason} />
  return { title: say(`departure.check.${reason}`, { name }), here: 'me', body }
}

interface DepartureProps {
  visit: Visit
  home: Home
  matter: Matter
  trouble: Trouble | undefined
}

/** What happened, and who shall have the hours; a search may name a member. */
function Ask({ visit, home, matter, trouble }: DepartureProps) {
  const { say } = visit
  const given = { visit, trouble }
  const options = reasons.map((value) => ({ value, label: say(`departureReason.${value}`) }))
  const takers = takersOf(visit, home, matter.found)
  return (
    <>
      <p class="lead">{say('departure.lead')}</p>
      <form method="get" class="form">
        <RadioField
          {...given}
          name="reason"
          label={say('departure.what')}
          options={options}
          value={reasonOf(visit) ?? 'died'}
        />
        <RadioField
          {...given}
          name="handTo"
          label={say('departure.whom')}
          hint={say('departure.whomHint')}
          options={takers}
          value={takers[0]?.value ?? 'later'}
        />
        <button class="button" type="submit">
          {say('departure.look')}
        </button>
      </form>
      <Search visit={visit} label={say('departure.search')} />
    </>
  )
}

function takersOf({ say }: Visit, { charter, pools }: Home, found: Member[]): Option[] {
  return [
    ...found.map(({ id, name }) => ({ value: `member:${id}:${name}`, label: name })),
    ...pools.slice(0, 1).map(({ account }) => ({
      value: `pool:${account}`,
      label: say('leave.toPool'),
    })),
    { value: 'later', label: say('leave.later', { days: charter.leaving.days }) },
  ]
}

interface LastLookProps extends DepartureProps {
  reason: (typeof reasons)[number]
}

/** Everything that follows, before it does. */
function LastLook({ visit, home, matter, reason, trouble }: LastLookProps) {
  const { say } = visit
  const { name } = matter.member
  const handTo = visit.query('handTo')
  const [kind, , named = ''] = handTo.split(':')
  const days = home.charter.leaving.days
  const follows = [
    kind === 'member' ? say('departure.toMember', { name: named }) : null,
    kind === 'pool' ? say('departure.toPool') : null,
    kind === 'later' ? say('departure.toLater', { days }) : null,
    say('departure.below', { name }),
    say('departure.open'),
    say(`departure.told.${reason}`, { name }),
  ]
  const key = keptId(trouble, 'key', visit.newId)
  return (
    <PostForm hidden={{ key, reason, handTo }}>
      <p class="lead">{say(`departure.words.${reason}`, { name })}</p>
      <ul class="bullets">{follows.map((one) => (one === null ? null : <li>{one}</li>))}</ul>
      <p class="note">{say('departure.final')}</p>
      <button class="button" type="submit">
        {say('departure.send')}
      </button>
      <p>
        <a href={visit.to('members', matter.member.id)}>{say('act.back')}</a>
      </p>
    </PostForm>
  )
}

type EnteredProps = { visit: Visit; member: Member; departure: Departure }

/** What was entered, and where the hours in hand are now. */
function Entered({ visit, member, departure }: EnteredProps) {
  const { say, words } = visit
  const day = words.day(departure.at.slice(0, 10))
  const by = words.day(departure.handedOverBy)
  return (
    <>
      <p class="lead">{say('departure.entered', { day })}</p>
      <p>{departure.isClosed ? say('departure.closed') : say('departure.waits', { day: by })}</p>
      <p>
        <a href={visit.to('members', member.id)}>{say('offices.back')}</a>
      </p>
    </>
  )
}

async function enter({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const [kind, id = ''] = form.text('handTo').split(':')
  const reason = reasons.find((one) => one === form.text('reason'))
  if (reason === undefined) return missing('reason')
  const handTo = kind === 'pool' ? { pool: id } : kind === 'member' ? { member: id } : null
  const member = param('id')
  const sent = await client.departMember(
    { community, member },
    { idempotencyKey: form.text('key'), body: { reason, handTo } },
  )
  return isRefusal(sent) ? sent : { go: to('members', member, 'departure') }
}
