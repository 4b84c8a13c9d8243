import { isRefusal, type Refusal } from '@commonhour/client'
import {
  amendedCharter,
  type CharterBody,
  type CharterChanges,
  type CharterField,
  charterFields,
  charterValueOf,
  differencesOf,
  unitOf,
} from '@commonhour/contract'
import { PostForm, TextField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayAfter, dayIn } from '../words.ts'
import { Differences } from './charter.tsx'
import { charterWords, fieldName } from './words.ts'

/** A sentence or a number at a time; lists of names have a page of their own. */
const changeable = charterFields.filter((field) => unitOf(field) !== 'list')

/** Propose to change the charter: which field, to what and from when, and a look before sending. */
export function mountChange(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/charter/change',
    read: newest,
    show: (visit, _, body) => ({
      title: visit.say('amend.which'),
      here: 'me',
      body: (
        <ul class="plain-list">
          <li>
            <a href={visit.to('charter', 'lists')}>{visit.say('lists.link')}</a>
          </li>
          {changeable.map((field) => (
            <li>
              <a href={visit.to('charter', 'change', field)}>{fieldName(visit, field)}</a>{' '}
              <span class="quiet">{charterWords(visit, field, charterValueOf(body, field))}</span>
            </li>
          ))}
        </ul>
      ),
    }),
  })
  memberPage(mount, {
    path: '/:community/charter/change/:field',
    read: newest,
    show: (visit, home, body, trouble) => {
      const field = fieldOf(visit)
      const today = dayIn(visit.now, home.community.timeZone)
      return {
        title: visit.say('amend.title', { field: fieldName(visit, field) }),
        here: 'me',
        body: <ChangePage {...{ visit, field, body, today, trouble }} />,
      }
    },
    send,
  })
}

/** The newest version of the charter, in force or soon to be. */
export async function newest({ client, community }: Visit): Promise<CharterBody | Refusal> {
  const versions = await client.listCharterVersions({ community })
  if (isRefusal(versions)) return versions
  const [first] = versions.items
  if (first === undefined) return missing('field')
  const { effectiveFrom: _from, version: _version, ...body } = first.charter
  return body
}

function fieldOf(visit: Visit): CharterField {
  const named = visit.param('field')
  return changeable.find((field) => field === named) ?? 'member.floorSeconds'
}

interface ChangePageProps {
  visit: Visit
  field: CharterField
  body: CharterBody
  today: string
  trouble: Trouble | undefined
}

/** First the form; once both are said, what would differ, and the button that proposes it. */
function ChangePage({ visit, field, body, today, trouble }: ChangePageProps) {
  const { say } = visit
  const [value, day] = [visit.query('value'), visit.query('effectiveFrom')]
  const now = charterValueOf(body, field)
  const changed = value === '' ? null : amendedCharter(body, changesOf(field, value))
  const differences = changed && 'body' in changed ? differencesOf(body, changed.body) : []
  if (differences.length > 0 && trouble === undefined) {
    return (
      <>
        <p class="lead">{say('amend.check', { day: visit.words.shortDay(day || today) })}</p>
        <Differences visit={visit} differences={differences} />
        <PostForm hidden={{ id: keptId(trouble, 'id', visit.newId), value, effectiveFrom: day }}>
          <button class="button" type="submit">
            {say('amend.send')}
          </button>
        </PostForm>
      </>
    )
  }
  const given = { visit, trouble }
  return (
    <form method="get" class="form">
      <p class="lead">{say('amend.now', { value: charterWords(visit, field, now) })}</p>
      {value === '' ? null : <p class="wrong">{say('amend.outOfBounds')}</p>}
      <TextField
        {...given}
        name="value"
        label={say(`amend.unit.${unitOf(field)}`)}
        value={value || shown(field, now)}
      />
      <TextField
        {...given}
        name="effectiveFrom"
        type="date"
        label={say('amend.from')}
        hint={say('amend.fromHint')}
        value={day || dayAfter(today, 14)}
      />
      <button class="button" type="submit">
        {say('amend.look')}
      </button>
    </form>
  )
}

async function send(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const body = await newest(visit)
  if (isRefusal(body)) return body
  const changes = changesOf(fieldOf(visit), form.text('value'))
  const effectiveFrom = form.text('effectiveFrom')
  const proposal = { id: form.text('id'), changes, effectiveFrom }
  const motion = await client.proposeAmendment({ community }, { body: proposal })
  return isRefusal(motion) ? motion : { go: visit.to('motions', motion.id) }
}

/** Hours as people type them: of a line, how far below zero. */
function shown(field: CharterField, value: string | number | null): string {
  const isHours = ['line', 'duration'].includes(unitOf(field))
  return isHours && value !== null ? String(Math.abs(Number(value)) / 3600) : String(value ?? '')
}

/** What was typed, as the change of one field. */
function changesOf(field: CharterField, typed: string): CharterChanges {
  const [group, name] = field.split('.') as [keyof CharterBody, string | undefined]
  const value = typedValue(field, typed)
  const within = name === undefined ? value : { [name]: value }
  return { [group]: within } as CharterChanges
}

function typedValue(field: CharterField, typed: string): string | number | null {
  const n = Number(typed.replace(',', '.'))
  switch (unitOf(field)) {
    case 'line':
      return n === 0 ? 0 : -Math.round(Math.abs(n) * 3600)
    case 'duration':
      return typed === '0' ? null : Math.round(n * 3600)
    case 'shown':
    case 'text':
      return typed
    default:
      return n
  }
}
