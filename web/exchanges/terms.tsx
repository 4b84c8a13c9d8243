import { isRefusal } from '@commonhour/client'
import { type Exchange, type Home, momentOf } from '@commonhour/contract'
import { otherOf } from '../parts/cards.tsx'
import { PostForm, TextField, TimeField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { atIn, dayAfter, dayIn, timeIn } from '../words.ts'
import { stepOf } from './buttons.tsx'
import { readOne } from './exchange.tsx'

/** Another day, place or length for what is proposed: the other side then answers. */
export function mountTerms(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/exchanges/:id/terms',
    read: readOne,
    show: (visit, home, exchange, trouble) =>
      trouble === undefined && !exchange.may.includes('proposal')
        ? redirect(visit.to('exchanges', exchange.id))
        : {
            title: visit.say('act.termsTitle', { name: otherOf(exchange, home.member.id).name }),
            here: 'home',
            body: <TermsPage visit={visit} home={home} exchange={exchange} trouble={trouble} />,
          },
    send: propose,
  })
}

interface TermsProps {
  visit: Visit
  home: Home
  exchange: Exchange
  trouble: Trouble | undefined
}

function TermsPage({ visit, home, exchange, trouble }: TermsProps) {
  const { say } = visit
  const { timeZone } = home.community
  const given = { visit, trouble }
  const hidden = {
    key: keptId(trouble, 'key', visit.newId),
    step: String(stepOf(exchange)),
    timeZone,
  }
  return (
    <PostForm hidden={hidden}>
      <p class="lead" dir="auto">
        {exchange.title}
      </p>
      <WhenFields {...{ visit, home, exchange, trouble }} />
      <TimeField
        {...given}
        name="estimateSeconds"
        label={say('time.aboutHowLong')}
        seconds={exchange.estimateSeconds}
        step={home.charter.quantumSeconds}
      />
      <TextField
        {...given}
        name="place"
        label={say('answer.place')}
        value={exchange.agreedFor?.place ?? ''}
        attributes={{ maxlength: 120 }}
      />
      <button class="button" type="submit">
        {say('act.termsSend')}
      </button>
      <p>
        <a href={visit.to('exchanges', exchange.id)}>{say('act.back')}</a>
      </p>
    </PostForm>
  )
}

function WhenFields({ visit, home, exchange, trouble }: TermsProps) {
  const { say } = visit
  const { timeZone } = home.community
  const given = { visit, trouble }
  const at = exchange.agreedFor?.at ? Date.parse(exchange.agreedFor.at) : null
  const today = dayIn(visit.now, timeZone)
  const days = { min: today, max: dayAfter(today, home.charter.hold.days) }
  return (
    <div class="pair">
      <TextField
        {...given}
        name="day"
        type="date"
        label={say('act.termsDay')}
        value={at === null ? '' : dayIn(at, timeZone)}
        attributes={days}
      />
      <TextField
        {...given}
        name="time"
        type="time"
        label={say('answer.time')}
        value={at === null ? '' : timeIn(at, timeZone)}
      />
    </div>
  )
}

async function propose(visit: Visit, form: Form): Promise<Sent> {
  const exchange = visit.param('id')
  const day = form.text('day')
  const moment = day === '' ? null : atIn(day, form.text('time') || '10:00', form.text('timeZone'))
  if (moment !== null && Number.isNaN(moment)) return missing('day')
  const at = moment === null ? null : momentOf(moment)
  const sent = await visit.client.counterProposeExchange(
    { community: visit.community, exchange },
    {
      idempotencyKey: form.text('key'),
      body: {
        estimateSeconds: form.seconds('estimateSeconds'),
        agreedFor: { at, place: form.text('place') },
        step: Number(form.text('step')),
      },
    },
  )
  return isRefusal(sent) ? sent : { go: `${visit.to('exchanges', exchange)}?done=terms` }
}
