import { isRefusal } from '@commonhour/client'
import { type Home, hourSeconds, momentOf, type Need } from '@commonhour/contract'
import { factsOf } from '../parts/cards.tsx'
import { type Option, PostForm, RadioField, TextField, TimeField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { atIn, dayAfter, dayIn } from '../words.ts'
import { answeredIn } from './need.tsx'

/** Answer a need, or ask for an offer: one of two times, another one, or "let us talk". */
export function mountAnswer(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/needs/:id/answer',
    read: ({ client, community, param }) => client.readNeed({ community, need: param('id') }),
    show: (visit, home, need, trouble) =>
      elsewhere(visit, home, need, 'needs', trouble) ?? {
        title: visit.say('answer.title', { name: need.name }),
        here: 'needs',
        body: <AnswerPage visit={visit} home={home} it={need} about="need" trouble={trouble} />,
      },
    send: propose,
  })
  memberPage(mount, {
    path: '/:community/offers/:id/answer',
    read: ({ client, community, param }) => client.readOffer({ community, offer: param('id') }),
    show: (visit, home, offer, trouble) =>
      elsewhere(visit, home, offer, 'offers', trouble) ?? {
        title: visit.say('offer.askTitle', { name: offer.name }),
        here: 'needs',
        body: <AnswerPage visit={visit} home={home} it={offer} about="offer" trouble={trouble} />,
      },
    send: propose,
  })
}

/** My own, what is closed, and what I answered already: its page says where it stands. */
function elsewhere(
  visit: Visit,
  home: Home,
  it: Need,
  kind: 'needs' | 'offers',
  trouble: Trouble | undefined,
): Response | undefined {
  const open = it.state === 'open' && it.member !== home.member.id
  const answered = answeredIn(home, it.id) !== undefined
  return trouble !== undefined || (open && !answered) ? undefined : redirect(visit.to(kind, it.id))
}

interface AnswerPageProps {
  visit: Visit
  home: Home
  it: Need
  about: 'need' | 'offer'
  trouble: Trouble | undefined
}

function AnswerPage(props: AnswerPageProps) {
  const { visit, home, it, about, trouble } = props
  const { say } = visit
  const given = { visit, trouble }
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    key: keptId(trouble, 'key', visit.newId),
    giver: about === 'need' ? home.member.id : it.member,
    receiver: about === 'need' ? it.member : home.member.id,
    about,
    title: it.title,
    timeZone: home.community.timeZone,
  }
  return (
    <PostForm hidden={hidden}>
      <p class="lead" lang={it.language} dir="auto">
        {it.title}
      </p>
      <p class="quiet">{factsOf(visit, home, it)}</p>
      <WhenFields {...props} />
      <TimeField
        {...given}
        name="estimateSeconds"
        label={say('time.aboutHowLong')}
        seconds={it.estimateSeconds ?? hourSeconds}
        step={home.charter.quantumSeconds}
      />
      <TextField
        {...given}
        name="place"
        label={say('answer.place')}
        hint={say('answer.placeHint')}
        attributes={{ maxlength: 120 }}
      />
      <button class="button" type="submit">
        {say(about === 'need' ? 'answer.send' : 'offer.askSend')}
      </button>
    </PostForm>
  )
}

function WhenFields({ visit, home, it, trouble }: AnswerPageProps) {
  const { say, words } = visit
  const { timeZone } = home.community
  const given = { visit, trouble }
  const today = dayIn(visit.now, timeZone)
  const days = { min: today, max: dayAfter(today, 365) }
  const times: Option[] = suggestions(visit, it, timeZone).map((at) => ({
    value: momentOf(at),
    label: words.moment(at, timeZone),
  }))
  const talk = { value: 'talk', label: say('answer.talk') }
  const other = { value: 'other', label: say('answer.other') }
  return (
    <>
      <RadioField
        {...given}
        name="at"
        label={say('answer.when')}
        value={times[0]?.value ?? 'talk'}
        options={[...times, talk, other]}
      />
      <div class="pair">
        <TextField {...given} name="day" type="date" label={say('answer.day')} attributes={days} />
        <TextField {...given} name="time" type="time" label={say('answer.time')} />
      </div>
    </>
  )
}

/** Two times: on the day that was asked for, else tomorrow and the day after, each in daylight. */
function suggestions(visit: Visit, { when }: Need, timeZone: string): number[] {
  const today = dayIn(visit.now, timeZone)
  const day = when.kind === 'on' ? when.day : dayAfter(today, 1)
  const second = when.kind === 'on' ? when.day : dayAfter(today, 2)
  const first = when.kind === 'anyTime' ? '10:00' : (when.from ?? '10:00')
  const times = [
    atIn(weekdayFrom(day, when), first, timeZone),
    atIn(weekdayFrom(second, when), '15:00', timeZone),
  ]
  return times.filter((at) => at > visit.now)
}

/** For help wanted every week: the first such weekday from a day on. */
function weekdayFrom(day: string, when: Need['when']): string {
  if (when.kind !== 'weekly') return day
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return dayAfter(day, (when.weekday - weekday + 7) % 7)
}

async function propose(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const chosen = agreedAt(form)
  if (chosen === 'missing') return missing('day')
  const id = form.text('id')
  const about =
    form.text('about') === 'offer' ? { offer: visit.param('id') } : { need: visit.param('id') }
  const sent = await client.proposeExchange(
    { community },
    {
      idempotencyKey: form.text('key'),
      body: {
        id,
        giver: form.text('giver'),
        receivers: [form.text('receiver')],
        about,
        title: form.text('title'),
        agreedFor: { at: chosen, place: form.text('place') },
        estimateSeconds: form.seconds('estimateSeconds'),
      },
    },
  )
  return isRefusal(sent) ? sent : { go: `${visit.to('exchanges', id)}?done=proposed` }
}

function agreedAt(form: Form): string | null | 'missing' {
  const at = form.text('at')
  if (at === 'talk') return null
  if (at !== 'other') return at === '' ? null : at
  const moment = atIn(form.text('day'), form.text('time') || '10:00', form.text('timeZone'))
  return Number.isNaN(moment) ? 'missing' : momentOf(moment)
}
