import { dayOf } from '@commonhour/contract'
import { type Books, digestNeedsQuery, snapshot, waitingForQuery } from '@commonhour/ledger'
import type { Reading } from './mail/reading.ts'
import type { Values } from './mail/words.ts'

const weekMs = 7 * 86_400_000
const mostNeeds = 12

/**
 * What a weekly digest says: new needs that suit its member, and what waits for them. Nothing of
 * anyone's standing, nor of their own.
 */
export async function digestValues(books: Books, it: Reading): Promise<Values> {
  const { base, community, notice, say, to } = it
  const member = notice.member ?? to.member
  const since = notice.at - weekMs
  const asked = { since, today: dayOf(notice.at), limit: mostNeeds }
  const { needs, waiting } = await snapshot(books, {
    needs: digestNeedsQuery(member, asked),
    waiting: waitingForQuery(member),
  })
  const at = `${base}/${community.slug}`
  const lines = needs.map(({ id, name, title }) =>
    say('digest.need', { title, name, url: `${at}/needs/${id}` }),
  )
  const news = needs.length === 0 ? [say('digest.noNeeds')] : [say('digest.needs'), ...lines]
  const n = waiting ?? 0
  const waits = n === 0 ? [] : ['', say('digest.waits', { n, url: `${at}/home` })]
  return { community: community.name, digest: [...news, ...waits].join('\n') }
}
