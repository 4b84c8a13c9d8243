import { isRefusal } from '@commonhour/client'
import type { CharterBody } from '@commonhour/contract'
import { PostForm, TextField } from '../parts/fields.tsx'
import { type Form, keptId, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayAfter, dayIn } from '../words.ts'
import { newest } from './change.tsx'
import { entriesOf, type ListName, type Lists, listNames, listsOf, newsOf } from './entries.ts'

/** Propose other areas, kinds of help and questions, all in one amendment. */
export function mountLists(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/charter/lists',
    read: newest,
    show: (visit, home, body, trouble) => {
      const today = dayIn(visit.now, home.community.timeZone)
      const looked = visit.query('look') !== '' && trouble === undefined
      const changed = looked ? listsOf(visit, body, typedIn(visit)) : null
      const news = changed === null ? [] : newsOf(visit, body, changed)
      return {
        title: visit.say(news.length > 0 ? 'lists.check' : 'lists.title'),
        here: 'me',
        body:
          news.length > 0 ? (
            <LastLook visit={visit} news={news} />
          ) : (
            <ListsForm {...{ visit, body, today, trouble }} nothing={looked} />
          ),
      }
    },
    send: propose,
  })
}

/** What stands in the address, by field. */
function typedIn({ url }: Visit): ReadonlyMap<string, string> {
  return new Map(url.searchParams)
}

interface ListsFormProps {
  visit: Visit
  body: CharterBody
  today: string
  /** It was looked at, and nothing would differ. */
  nothing: boolean
  trouble: Trouble | undefined
}

function ListsForm({ visit, body, today, nothing, trouble }: ListsFormProps) {
  const { say } = visit
  const given = { visit, trouble }
  return (
    <form method="get" class="form">
      <p class="lead">{say('lists.lead')}</p>
      {nothing ? <p class="wrong">{say('lists.nothing')}</p> : null}
      {listNames.map((list) => (
        <List visit={visit} body={body} list={list} />
      ))}
      <TextField
        {...given}
        name="effectiveFrom"
        type="date"
        label={say('amend.from')}
        hint={say('amend.fromHint')}
        value={visit.query('effectiveFrom') || dayAfter(today, 14)}
      />
      <button class="button" type="submit" name="look" value="yes">
        {say('amend.look')}
      </button>
    </form>
  )
}

/** Each entry on a line of its own, so that another name is not another entry; then new ones. */
function List({ visit, body, list }: { visit: Visit; body: CharterBody; list: ListName }) {
  const { say } = visit
  const typed = typedIn(visit)
  return (
    <fieldset class="field">
      <legend>{say(`charterField.${list}`)}</legend>
      {entriesOf(visit, body, list).map(({ field, name }) => (
        <input
          name={field}
          value={typed.get(field) ?? name}
          aria-label={say('lists.entry', { list: say(`charterField.${list}`), name })}
        />
      ))}
      <label for={list}>{say('lists.new')}</label>
      <textarea id={list} name={list} rows={2}>
        {typed.get(list) ?? ''}
      </textarea>
    </fieldset>
  )
}

function LastLook({ visit, news }: { visit: Visit; news: string[] }) {
  const { say, words } = visit
  const day = words.shortDay(visit.query('effectiveFrom'))
  return (
    <>
      <p class="lead">{say('amend.check', { day })}</p>
      <ul class="bullets">
        {news.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
      <PostForm hidden={{ id: keptId(undefined, 'id', visit.newId) }}>
        <button class="button" type="submit">
          {say('amend.send')}
        </button>
      </PostForm>
      <p class="quiet">{say('lists.kept')}</p>
    </>
  )
}

async function propose(visit: Visit, form: Form): Promise<Sent> {
  const { client, community, to } = visit
  const body = await newest(visit)
  if (isRefusal(body)) return body
  // What was looked at is sent: the address holds all of it.
  const changed = listsOf(visit, body, typedIn(visit))
  const changes: Partial<Lists> = {}
  for (const list of listNames) {
    if (JSON.stringify(changed[list]) !== JSON.stringify(body[list])) {
      Object.assign(changes, { [list]: changed[list] })
    }
  }
  const effectiveFrom = visit.query('effectiveFrom')
  const proposal = { id: form.text('id'), changes, effectiveFrom }
  const motion = await client.proposeAmendment({ community }, { body: proposal })
  return isRefusal(motion) ? motion : { go: to('motions', motion.id) }
}
