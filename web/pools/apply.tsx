import { isRefusal } from '@commonhour/client'
import { ApplicationReason, type Home } from '@commonhour/contract'
import { PostForm, RadioField, TextField, TimeField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, nothingMore, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** Ask the pool for hours. */
export function mountApply(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/pool/apply',
    read: nothingMore,
    show: (visit, home, _, trouble) => ({
      title: visit.say('apply.title'),
      here: 'me',
      body: <ApplyForm visit={visit} home={home} trouble={trouble} />,
    }),
    send: apply,
  })
}

type ApplyFormProps = { visit: Visit; home: Home; trouble: Trouble | undefined }

function ApplyForm({ visit, home, trouble }: ApplyFormProps) {
  const { say, words } = visit
  const given = { visit, trouble }
  const { automaticSeconds, windowDays } = home.charter.pool
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    key: keptId(trouble, 'key', visit.newId),
    pool: home.pools[0]?.account ?? '',
  }
  return (
    <>
      <p class="lead">
        {say('apply.lead', { hours: words.hours(automaticSeconds), days: windowDays })}
      </p>
      <PostForm hidden={hidden}>
        <TimeField
          {...given}
          name="seconds"
          label={say('apply.long')}
          seconds={secondsAsked(visit)}
          step={home.charter.quantumSeconds}
        />
        <RadioField
          {...given}
          name="reason"
          label={say('apply.reason')}
          options={ApplicationReason.options.map((value) => ({
            value,
            label: say(`applyReason.${value}`),
          }))}
          value="hours_ran_out"
        />
        <TextField
          {...given}
          name="text"
          label={say('apply.text')}
          hint={say('apply.textHint')}
          long
          attributes={{ maxlength: 2000 }}
        />
        <button class="button" type="submit">
          {say('apply.send')}
        </button>
      </PostForm>
    </>
  )
}

/** How long the page that led here spoke of; an hour where it said nothing. */
export function secondsAsked({ query }: Visit): number {
  const seconds = Number(query('seconds'))
  return Number.isSafeInteger(seconds) && seconds > 0 && seconds <= 86_400 ? seconds : 3600
}

async function apply({ client, community, to }: Visit, form: Form): Promise<Sent> {
  const seconds = form.seconds('seconds')
  if (seconds === 0) return missing('seconds')
  const reason = ApplicationReason.options.find((one) => one === form.text('reason'))
  if (reason === undefined) return missing('reason')
  const body = { id: form.text('id'), seconds, reason, text: form.text('text') }
  const pool = form.text('pool')
  const sent = await client.applyToPool(
    { community, pool },
    { idempotencyKey: form.text('key'), body },
  )
  return isRefusal(sent) ? sent : { go: to('pool', 'applications', sent.id) }
}
