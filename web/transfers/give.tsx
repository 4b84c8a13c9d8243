import { isRefusal } from '@commonhour/client'
import type { Home, Member } from '@commonhour/contract'
import { Search } from '../parts/cards.tsx'
import { Lengths } from '../parts/choices.tsx'
import { type Option, PostForm, RadioField, TextField, TimeField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** What a gift mostly is, as far as it is in hand; any other length is one of them. */
const lengths = [1800, 3600, 7200, 10_800]

/** Give hours in hand to the pool or to a member: how much · to whom. Four taps to the pool. */
export function mountGive(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/give',
    read: readReceivers,
    show: (visit, home, found, trouble) => {
      const here = 'me'
      // After a refusal the form stays, with what was typed.
      if (trouble === undefined && visit.query('long') === '') {
        return { title: visit.say('give.howMuch'), here, body: <HowMuch {...{ visit, home }} /> }
      }
      const body = <GivePage visit={visit} home={home} found={found.items} trouble={trouble} />
      return { title: visit.say('give.title'), here, body }
    },
    send: give,
  })
}

function inHandOf({ account }: Home): number {
  return Math.max(0, (account?.balanceSeconds ?? 0) - (account?.heldOutSeconds ?? 0))
}

function HowMuch({ visit, home }: { visit: Visit; home: Home }) {
  const inHand = inHandOf(home)
  if (inHand === 0) return <p class="lead">{visit.say('give.nothing')}</p>
  const { quantumSeconds } = home.charter
  const offered = lengths.filter((one) => one <= inHand && one % quantumSeconds === 0)
  return (
    <>
      <p class="lead">{visit.say('give.inHand', { hours: visit.words.hours(inHand) })}</p>
      <Lengths visit={visit} lengths={offered} />
    </>
  )
}

async function readReceivers({
  client,
  community,
  query,
}: Visit): Promise<
  { items: Member[] } | Exclude<Awaited<ReturnType<typeof client.listMembers>>, { items: unknown }>
> {
  const to = query('to')
  if (to !== '') {
    const member = await client.readMember({ community, member: to })
    return isRefusal(member) ? member : { items: [member] }
  }
  const q = query('q').slice(0, 80)
  return q === '' ? { items: [] } : client.listMembers({ community }, { query: { q, limit: 10 } })
}

interface GivePageProps {
  visit: Visit
  home: Home
  found: Member[]
  trouble: Trouble | undefined
}

function GivePage({ visit, home, found, trouble }: GivePageProps) {
  const { say, words } = visit
  const account = home.account
  const members = found.flatMap((one) =>
    one.account !== null && one.account !== account?.id
      ? [{ value: one.account, label: one.name }]
      : [],
  )
  const pools = home.pools.map((pool) => ({
    value: pool.account,
    label: home.pools.length === 1 ? say('give.pool') : pool.name,
  }))
  const receivers = [...members, ...pools]
  return (
    <>
      <p class="lead">{say('give.inHand', { hours: words.hours(inHandOf(home)) })}</p>
      <Search
        visit={visit}
        label={say('give.search')}
        keep={[['long', visit.query('long') || 'other']]}
      />
      {receivers.length === 0 ? <p class="empty">{say('give.nobody')}</p> : null}
      {receivers.length > 0 ? (
        <GiveForm visit={visit} home={home} receivers={receivers} trouble={trouble} />
      ) : null}
    </>
  )
}

interface GiveFormProps extends Omit<GivePageProps, 'found'> {
  receivers: Option[]
}

function GiveForm({ visit, home, receivers, trouble }: GiveFormProps) {
  const { say } = visit
  const given = { visit, trouble }
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    key: keptId(trouble, 'key', visit.newId),
    fromAccount: home.account?.id ?? '',
  }
  return (
    <PostForm hidden={hidden}>
      <RadioField
        {...given}
        name="toAccount"
        label={say('give.whom')}
        options={receivers}
        value={receivers[0]?.value ?? ''}
      />
      <TimeField
        {...given}
        name="seconds"
        label={say('give.long')}
        seconds={Number(visit.query('long')) || 3600}
        step={home.charter.quantumSeconds}
      />
      <TextField
        {...given}
        name="memo"
        label={say('give.memo')}
        hint={say('give.memoHint')}
        attributes={{ maxlength: 200 }}
      />
      <button class="button" type="submit">
        {say('give.send')}
      </button>
    </PostForm>
  )
}

async function give(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const seconds = form.seconds('seconds')
  if (seconds === 0) return missing('seconds')
  const body = {
    id: form.text('id'),
    purpose: 'gift' as const,
    fromAccount: form.text('fromAccount'),
    toAccount: form.text('toAccount'),
    seconds,
    memo: form.text('memo'),
  }
  const sent = await client.bookTransfer({ community }, { idempotencyKey: form.text('key'), body })
  return isRefusal(sent) ? sent : { go: `${visit.to('statement')}?done=given` }
}
