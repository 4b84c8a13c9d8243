import type { JudgedSlip, JudgedSlips } from '@commonhour/contract'
import { PostForm } from '../parts/fields.tsx'
import type { Form } from '../plumbing/form.ts'
import type { Visit } from '../plumbing/visit.ts'
import { rowNames, rowsOf } from './rows.ts'

/** What each line would do; nothing is written yet. One button books them all. */
export function Preview(props: { visit: Visit; judged: JudgedSlips; form: Form }) {
  const { visit, judged, form } = props
  const { say } = visit
  const rows = rowsOf(form)
  const typed = rows.flatMap((row, index) =>
    rowNames.map((name) => [`${name}${index}`, row[name]] as const),
  )
  const hidden = {
    ...{ id: form.text('id'), key: form.text('key'), rows: String(rows.length) },
    ...Object.fromEntries(typed.filter(([, value]) => value !== '')),
  }
  return (
    <>
      <p class={judged.bookable ? 'lead' : 'note'}>
        {say(judged.bookable ? 'slips.good' : 'slips.bad')}
      </p>
      <ol class="cards">
        {judged.lines.map((line) => (
          <Line visit={visit} line={line} />
        ))}
      </ol>
      <PostForm hidden={hidden}>
        {judged.bookable ? (
          <button class="button" type="submit" name="act" value="book">
            {say('slips.book', { n: judged.lines.length })}
          </button>
        ) : (
          <button class="button" type="submit" name="act" value="look">
            {say('slips.lookAgain')}
          </button>
        )}
        <p class="quiet">{say('slips.change')}</p>
      </PostForm>
    </>
  )
}

function Line({ visit, line }: { visit: Visit; line: JudgedSlip }) {
  const { say, words } = visit
  const nobody = say('slips.nobody')
  const what = say('slips.helped', {
    giver: line.giver?.name ?? nobody,
    receiver: line.receiver?.name ?? nobody,
    hours: words.hours(line.seconds),
    day: words.shortDay(line.workedOn),
  })
  return (
    <li class="card">
      <div>
        <strong>{say('slips.line', { n: line.line })}</strong>
        <p>
          {what} · {line.title}
        </p>
        {line.outcome === 'refused' ? <p class="wrong">{line.says}</p> : null}
        {line.outcome === 'waits' ? <p class="note">{say('slips.waits')}</p> : null}
        {line.seenBefore ? <p class="note">{say('slips.seenBefore')}</p> : null}
      </div>
    </li>
  )
}
