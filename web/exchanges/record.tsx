import type { Home } from '@commonhour/contract'
import { Lengths } from '../parts/choices.tsx'
import { PostForm, TextField, TimeField } from '../parts/fields.tsx'
import { keptId, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Shown } from '../plumbing/pages.tsx'
import { queueable } from '../plumbing/queued.ts'
import type { Visit } from '../plumbing/visit.ts'
import { dayIn } from '../words.ts'
import { Named, type People, readPeople, shareSeconds, Who } from './people.tsx'
import { type RecordSide, recordSides as sides, writeDown } from './recorded.ts'

interface RecordProps {
  visit: Visit
  home: Home
  people: People
}

/**
 * "Someone helped me" and, the sides turned, "I helped someone": who · how long · what. Four taps,
 * no typing. Several may have been helped at once: each is one tap more.
 */
export function mountRecord(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/record',
    read: readPeople,
    show: (visit, home, people, trouble) => step({ visit, home, people }, trouble),
    send: (visit, form) => {
      const [giver, receivers] = [form.text('giver'), form.texts('receiver')]
      return writeDown(visit, form, { side: sideOf(visit), giver, receivers })
    },
  })
}

const lengths = [1800, 3600, 5400, 7200, 10_800]

function sideOf(visit: Visit): RecordSide {
  return visit.query('side') === 'gave' ? 'gave' : 'received'
}

/** Where one more person is named: whom I helped, or who was helped besides me. */
function moreOf(visit: Visit): 'with' | 'also' {
  return sideOf(visit) === 'gave' ? 'with' : 'also'
}

function step(props: RecordProps, trouble: Trouble | undefined): Shown {
  const { visit, people } = props
  const { say, words } = visit
  const side = sideOf(visit)
  const here = 'record'
  if (people.with.length === 0) {
    return { title: say(`record.who.${side}`), here, body: <First {...props} /> }
  }
  const name = words.list(people.with.map((one) => one.name))
  if (visit.query('more') === 'yes') {
    const without = [...people.with, ...people.also].map(({ id }) => id)
    const body = <Who {...props} side={moreOf(visit)} without={without} />
    return { title: say(`record.else.${side}`, { name }), here, body }
  }
  if (visit.query('long') === '') {
    return { title: say(`record.long.${side}`, { name }), here, body: <HowLong {...props} /> }
  }
  const body = <Check {...props} trouble={trouble} />
  return { title: say(`record.what.${side}`, { name }), here, body }
}

function First(props: RecordProps) {
  const { visit } = props
  return (
    <>
      <p class="tabs">
        {sides.map((one) => (
          <a href={`?side=${one}`} aria-current={one === sideOf(visit) ? 'true' : undefined}>
            {visit.say(`record.side.${one}`)}
          </a>
        ))}
      </p>
      <Who {...props} side="with" without={[]} />
      <p>
        <a href={visit.to('members')}>{visit.say('members.all')}</a>
      </p>
    </>
  )
}

function HowLong({ visit, people }: RecordProps) {
  const several = receiversOf(visit, people, '').length > 1
  return (
    <>
      {several ? <p class="lead">{visit.say('record.inAll')}</p> : null}
      <Lengths visit={visit} lengths={lengths} />
      <Named visit={visit} people={people} side={moreOf(visit)} />
    </>
  )
}

/** Who was helped, by id. */
function receiversOf(visit: Visit, people: People, me: string): string[] {
  const named = people[moreOf(visit)].map(({ id }) => id)
  return sideOf(visit) === 'gave' ? named : [me, ...named]
}

function Check(props: RecordProps & { trouble: Trouble | undefined }) {
  const { visit, home, people, trouble } = props
  const { say } = visit
  const side = sideOf(visit)
  const me = home.member.id
  const receivers = receiversOf(visit, people, me)
  const today = dayIn(visit.now, home.community.timeZone)
  const given = { visit, trouble }
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    key: keptId(trouble, 'key', visit.newId),
    giver: side === 'gave' ? me : (people.with[0]?.id ?? ''),
  }
  return (
    <PostForm hidden={hidden} queue={queueable(visit, say(`record.side.${side}`))}>
      {receivers.map((one) => (
        <input type="hidden" name="receiver" value={one} />
      ))}
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
        seconds={secondsOf(visit)}
        step={home.charter.quantumSeconds}
      />
      <Shared {...props} receivers={receivers} />
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
      <Next visit={visit} people={people} several={receivers.length > 1} />
    </PostForm>
  )
}

function secondsOf(visit: Visit): number {
  return Number(visit.query('long')) || 3600
}

/** Hours of several are shared: how many share them, and what each has at least. */
function Shared({ visit, home, receivers }: RecordProps & { receivers: string[] }) {
  const { say, words } = visit
  if (receivers.length === 1) return null
  const seconds = secondsOf(visit)
  const each = shareSeconds(seconds, receivers.length, home.charter.quantumSeconds)
  const hours = { hours: words.hours(seconds), each: words.hours(each) }
  return <p class="note">{say('record.shared', { n: receivers.length, ...hours })}</p>
}

function Next({ visit, people, several }: { visit: Visit; people: People; several: boolean }) {
  const side = sideOf(visit)
  const name = visit.words.list(people.with.map((one) => one.name))
  const key = several ? (`record.next.${side}.several` as const) : (`record.next.${side}` as const)
  return <p class="quiet">{visit.say(key, { name })}</p>
}
