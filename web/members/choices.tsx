import { isRefusal } from '@commonhour/client'
import type { Choices, Choosing, Home } from '@commonhour/contract'
import { PostForm } from '../parts/fields.tsx'
import type { Form, Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** All that a member may choose, on one page: mail, care, and where their hours go. */
export function mountChoices(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/choices',
    read: ({ client, community }) => client.readChoices({ community }),
    show: (visit, home, choices, trouble) => ({
      title: visit.say('choices.title'),
      here: 'me',
      body: <ChoicesPage {...{ visit, home, choices, trouble }} />,
    }),
    send: choose,
  })
}

type Choice = Exclude<keyof Choices, 'phoneTo' | 'emailTo' | 'aboutTo' | 'printed'>

/** In the order they are read, under the heading they stand under. */
const groups = [
  ['mail', ['mailExchanges', 'mailMessages', 'mailGifts', 'mailCommunity', 'digest']],
  ['care', ['careUnanswered', 'careQuiet', 'careLoad']],
  ['hours', ['hoursToPool']],
] as const satisfies [string, Choice[]][]

interface ChoicesProps {
  visit: Visit
  home: Home
  choices: Choices
  trouble: Trouble | undefined
}

function ChoicesPage({ visit, home, choices, trouble }: ChoicesProps) {
  const { say } = visit
  const shown = groups.filter(([group]) => group !== 'hours' || home.pools.length > 0)
  const isOn = (choice: Choice) =>
    trouble === undefined ? isChosen(choices, choice) : trouble.form.has(choice)
  return (
    <PostForm hidden={{}}>
      {visit.query('done') === 'chosen' && trouble === undefined ? (
        <p class="verdict whole" role="status">
          {say('choices.noted')}
        </p>
      ) : null}
      {shown.map(([group, all]) => (
        <fieldset class="field">
          <legend>{say(`choices.${group}`)}</legend>
          <p class="hint">{say(`choices.${group}Hint`)}</p>
          {all.map((choice) => (
            <Tick visit={visit} choice={choice} on={isOn(choice)} />
          ))}
        </fieldset>
      ))}
      <button class="button" type="submit">
        {say('choices.send')}
      </button>
    </PostForm>
  )
}

/** A box with what it does below its name; the whole of it is the target. */
function Tick({ visit, choice, on }: { visit: Visit; choice: Choice; on: boolean }) {
  return (
    <>
      <input type="hidden" name="shown" value={choice} />
      <label class="choice">
        <input type="checkbox" id={choice} name={choice} value="yes" checked={on} />
        <span>
          {visit.say(`choice.${choice}`)}
          <small>{visit.say(`choice.${choice}.does`)}</small>
        </span>
      </label>
    </>
  )
}

function isChosen(choices: Choices, choice: Choice): boolean {
  return choices[choice] === 'yes' || choices[choice] === 'weekly'
}

/** Sends what reads otherwise than it stands; each is a choice of its own in the books. */
async function choose({ client, community, to }: Visit, form: Form): Promise<Sent> {
  const now = await client.readChoices({ community })
  if (isRefusal(now)) return now
  const shown = form.texts('shown')
  const all = groups.flatMap(([, choices]): readonly Choice[] => choices)
  for (const choice of all.filter((one) => shown.includes(one))) {
    if (isChosen(now, choice) === form.has(choice)) continue
    const sent = await client.choose({ community }, { body: choosing(choice, form.has(choice)) })
    if (isRefusal(sent)) return sent
  }
  return { go: `${to('me', 'choices')}?done=chosen` }
}

function choosing(choice: Choice, on: boolean): Choosing {
  if (choice === 'digest') return { choice, value: on ? 'weekly' : 'none' }
  return { choice, value: on ? 'yes' : 'no' }
}
