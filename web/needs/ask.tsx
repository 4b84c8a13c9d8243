import { isRefusal } from '@commonhour/client'
import type { Home } from '@commonhour/contract'
import { codeOf } from '../messages.ts'
import { Lengths, nextAddress } from '../parts/choices.tsx'
import { ChoiceField, PostForm, TextField, TimeField } from '../parts/fields.tsx'
import { categoryIcon, Icon } from '../parts/icons.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, nothingMore, type Sent, type Shown } from '../plumbing/pages.tsx'
import { queueable } from '../plumbing/queued.ts'
import type { Visit } from '../plumbing/visit.ts'
import { dayAfter, dayIn } from '../words.ts'

/**
 * Ask for help: what · when · about how long → who sees it. Four taps, no typing, each a plain
 * link.
 */
export function mountAsk(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/ask',
    read: nothingMore,
    show: (visit, home, _, trouble) => step(visit, home, trouble),
    send: (visit, form) => publish(visit, form),
  })
}

const halfHour = 1800
const lengths = [halfHour, 2 * halfHour, 3 * halfHour, 4 * halfHour, 6 * halfHour]

function step(visit: Visit, home: Home, trouble: Trouble | undefined): Shown {
  const { say } = visit
  const here = 'needs'
  const category = home.charter.categories.find((one) => one.id === visit.query('what'))
  if (category === undefined) {
    return { title: say('ask.what'), here, body: <What visit={visit} home={home} /> }
  }
  if (visit.query('when') === '') {
    return { title: say('ask.when'), here, body: <WhenStep visit={visit} home={home} /> }
  }
  if (visit.query('long') === '') {
    return { title: say('ask.long'), here, body: <Lengths visit={visit} lengths={lengths} /> }
  }
  const body = <Check visit={visit} home={home} trouble={trouble} />
  return { title: say('ask.check'), here, body }
}

interface StepProps {
  visit: Visit
  home: Home
}

/** The name of a category in the reader's language, else in the community's first. */
export function categoryName({ visit, home }: StepProps, id: string): string {
  const names = home.charter.categories.find((one) => one.id === id)?.names ?? {}
  return names[codeOf(visit.language)] ?? Object.values(names)[0] ?? id
}

function What({ visit, home }: StepProps) {
  return (
    <ul class="tiles">
      {home.charter.categories.map(({ id }) => (
        <li>
          <a class="tile" href={nextAddress(visit, 'what', id)}>
            <Icon name={categoryIcon(id)} />
            <span>{categoryName({ visit, home }, id)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function WhenStep({ visit, home }: StepProps) {
  const today = dayIn(visit.now, home.community.timeZone)
  const days = [1, 2, 3, 4, 5, 6].map((n) => dayAfter(today, n))
  return (
    <ul class="tiles wide">
      <li>
        <a class="tile" href={nextAddress(visit, 'when', 'anyTime')}>
          {visit.say('when.anyTime')}
        </a>
      </li>
      {[today, ...days].map((day) => (
        <li>
          <a class="tile" href={nextAddress(visit, 'when', day)}>
            {day === today ? visit.say('when.today') : visit.words.day(day)}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Check({ visit, home, trouble }: StepProps & { trouble: Trouble | undefined }) {
  const { say, words } = visit
  const what = visit.query('what')
  const when = visit.query('when')
  const day = /^\d{4}-\d{2}-\d{2}$/.test(when) && !Number.isNaN(Date.parse(when)) ? when : ''
  const hidden = { id: keptId(trouble, 'id', visit.newId), category: what, day }
  return (
    <PostForm hidden={hidden} queue={queueable(visit, say('ask.link'))}>
      <p class="lead">
        {[categoryName({ visit, home }, what), day ? words.day(day) : say('when.anyTime')].join(
          ' · ',
        )}
      </p>
      <TextField
        visit={visit}
        trouble={trouble}
        name="title"
        label={say('ask.title')}
        value={visit.query('title').slice(0, 120) || categoryName({ visit, home }, what)}
        attributes={{ maxlength: 120 }}
      />
      <TimeField
        visit={visit}
        trouble={trouble}
        name="estimateSeconds"
        label={say('time.aboutHowLong')}
        seconds={Number(visit.query('long')) || 2 * halfHour}
        step={home.charter.quantumSeconds}
      />
      <MoreFields visit={visit} home={home} trouble={trouble} />
      <p class="note">{say('ask.whoSees', { n: home.community.members })}</p>
      <button class="button" type="submit">
        {say('ask.send')}
      </button>
    </PostForm>
  )
}

/** What may be said besides: folded away, so that four taps suffice. */
function MoreFields({ visit, home, trouble }: StepProps & { trouble: Trouble | undefined }) {
  const { say } = visit
  const areas = home.charter.areas.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <details open={trouble !== undefined}>
      <summary>{say('ask.more')}</summary>
      <div class="form">
        <TextField
          visit={visit}
          trouble={trouble}
          name="text"
          long
          label={say('ask.text')}
          hint={say('ask.textHint')}
          attributes={{ maxlength: 2000 }}
        />
        {areas.length > 0 ? (
          <ChoiceField
            visit={visit}
            trouble={trouble}
            name="area"
            label={say('area.label')}
            options={[{ value: '', label: say('area.any') }, ...areas]}
            value={home.member.area ?? ''}
          />
        ) : null}
      </div>
    </details>
  )
}

async function publish(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const id = form.text('id')
  const day = form.text('day')
  const seconds = form.seconds('estimateSeconds')
  if (form.text('title') === '') return missing('title')
  const body = {
    id,
    title: form.text('title'),
    text: form.text('text'),
    category: form.text('category'),
    area: form.orNull('area'),
    estimateSeconds: seconds === 0 ? null : seconds,
    when: day === '' ? { kind: 'anyTime' as const } : { kind: 'on' as const, day },
    language: codeOf(visit.language),
  }
  const sent = await client.publishNeed({ community }, { body })
  // The id is this form's own: taken means that the first sending of it arrived.
  if (isRefusal(sent) && sent.fault !== 'id_is_taken') return sent
  return { go: `${visit.to('needs', id)}?done=published` }
}
