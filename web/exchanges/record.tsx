import { isRefusal } from '@commonhour/client'
import type { Home } from '@commonhour/contract'
import { Search } from '../parts/cards.tsx'
import { Lengths, nextAddress } from '../parts/choices.tsx'
import { PostForm, TextField, TimeField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent, type Shown } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayIn } from '../words.ts'

type Person = { id: string; name: string }
type People = { chosen: Person | undefined; found: Person[] }
interface RecordProps {
  visit: Visit
  home: Home
  people: People
}

/**
 * "Someone helped me" and, the sides turned, "I helped someone": who · how long · what. Four taps,
 * no typing.
 */
export function mountRecord(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/record',
    read: readPeople,
    show: (visit, home, people, trouble) => step({ visit, home, people }, trouble),
    send: record,
  })
}

/** Whom the address names, else whom a search found; without either the last six people do. */
async function readPeople({ client, community, query }: Visit) {
  const none: People = { chosen: undefined, found: [] }
  if (query('with') !== '') {
    const member = await client.readMember({ community, member: query('with') })
    return isRefusal(member) ? member : { ...none, chosen: member }
  }
  if (query('q') === '') return none
  const list = await client.listMembers(
    { community },
    { query: { q: query('q').slice(0, 80), limit: 20 } },
  )
  return isRefusal(list) ? list : { ...none, found: list.items }
}

const lengths = [1800, 3600, 5400, 7200, 10_800]
const sides = ['received', 'gave'] as const

function sideOf(visit: Visit): (typeof sides)[number] {
  return visit.query('side') === 'gave' ? 'gave' : 'received'
}

function step(props: RecordProps, trouble: Trouble | undefined): Shown {
  const { visit, people } = props
  const { say } = visit
  const side = sideOf(visit)
  const here = 'record'
  if (people.chosen === undefined) {
    return { title: say(`record.who.${side}`), here, body: <Who {...props} /> }
  }
  const { name } = people.chosen
  if (visit.query('long') === '') {
    return {
      title: say(`record.long.${side}`, { name }),
      here,
      body: <Lengths visit={visit} lengths={lengths} />,
    }
  }
  const body = <Check {...props} trouble={trouble} />
  return { title: say(`record.what.${side}`, { name }), here, body }
}

function Who({ visit, home, people }: RecordProps) {
  const { say } = visit
  const side = sideOf(visit)
  const searched = visit.query('q') !== ''
  const lately = home.companions.map((one) => ({ id: one.member, name: one.name }))
  const shown = (searched ? people.found : lately).filter((one) => one.id !== home.member.id)
  return (
    <>
      <p class="tabs">
        {sides.map((one) => (
          <a href={`?side=${one}`} aria-current={one === side ? 'true' : undefined}>
            {say(`record.side.${one}`)}
          </a>
        ))}
      </p>
      {shown.length === 0 ? (
        <p class="empty">{say(searched ? 'list.notFound' : 'record.nobody')}</p>
      ) : null}
      <ul class="tiles wide">
        {shown.slice(0, searched ? 20 : 6).map(({ id, name }) => (
          <li>
            <a class="tile" href={nextAddress(visit, 'with', id)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <Search visit={visit} label={say('record.search')} keep={{ side }} />
      <p>
        <a href={visit.to('members')}>{say('members.all')}</a>
      </p>
    </>
  )
}

function Check({ visit, home, people, trouble }: RecordProps & { trouble: Trouble | undefined }) {
  const { say } = visit
  const side = sideOf(visit)
  const me = home.member.id
  const other = people.chosen?.id ?? ''
  const today = dayIn(visit.now, home.community.timeZone)
  const given = { visit, trouble }
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    key: keptId(trouble, 'key', visit.newId),
    giver: side === 'gave' ? me : other,
    receiver: side === 'gave' ? other : me,
  }
  return (
    <PostForm hidden={hidden}>
      <TextField
        {...given}
        name="title"
        label={say('record.title')}
        value={say('record.usual')}
        attributes={{ maxlength: 120 }}
      />
      <TimeField
        {...given}
        name="estimateSeconds"
        label={say('time.howLong')}
        seconds={Number(visit.query('long')) || 3600}
        step={home.charter.quantumSeconds}
      />
      <TextField
        {...given}
        name="workedOn"
        type="date"
        label={say('act.day')}
        value={today}
        attributes={{ max: today }}
      />
      <button class="button" type="submit">
        {say(`record.send.${side}`)}
      </button>
      <p class="quiet">{say(`record.next.${side}`, { name: people.chosen?.name ?? '' })}</p>
    </PostForm>
  )
}

async function record(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const id = form.text('id')
  const empty = ['title', 'workedOn'].filter((name) => form.text(name) === '')
  if (empty.length > 0) return missing(...empty)
  const sent = await client.proposeExchange(
    { community },
    {
      idempotencyKey: form.text('key'),
      body: {
        id,
        giver: form.text('giver'),
        receivers: [form.text('receiver')],
        title: form.text('title'),
        estimateSeconds: form.seconds('estimateSeconds'),
        workedOn: form.text('workedOn'),
        alreadyDone: true,
      },
    },
  )
  if (isRefusal(sent)) return sent
  // Beyond the line nothing moves, though the receiver said it: a coordinator sees to it.
  const beyond = sent.state !== 'confirmed' && sideOf(visit) === 'received'
  return { go: `${visit.to('exchanges', id)}?done=${beyond ? 'beyondLine' : 'recorded'}` }
}
