import { isRefusal } from '@commonhour/client'
import { codeOf } from '../messages.ts'
import { PostForm, RadioField, TextField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

const kinds = ['household', 'organisation'] as const

/** A member asks for one account that several share: a coordinator admits it like anyone. */
export function mountOpenShared(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/people/open',
    read: ({ client, community }) => client.readCharter({ community }),
    show: (visit, _home, { terms }, trouble) => ({
      title: visit.say('people.openTitle'),
      here: 'me',
      body: <OpenPage visit={visit} termsVersion={terms.version} trouble={trouble} />,
    }),
    send: open,
  })
}

interface OpenPageProps {
  visit: Visit
  termsVersion: number
  trouble: Trouble | undefined
}

function OpenPage({ visit, termsVersion, trouble }: OpenPageProps) {
  const { say } = visit
  const given = { visit, trouble }
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    termsVersion: String(termsVersion),
  }
  return (
    <PostForm hidden={hidden}>
      <p class="lead">{say('people.openLead')}</p>
      <RadioField
        {...given}
        name="kind"
        label={say('people.kind')}
        options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        value="household"
      />
      <TextField
        {...given}
        name="name"
        label={say('people.name')}
        hint={say('people.nameHint')}
        attributes={{ maxlength: 80 }}
      />
      <button class="button" type="submit">
        {say('people.openSend')}
      </button>
    </PostForm>
  )
}

async function open({ client, community, language, to }: Visit, form: Form): Promise<Sent> {
  const name = form.text('name')
  if (name === '') return missing('name')
  const kind = kinds.find((one) => one === form.text('kind')) ?? 'household'
  const body = {
    ...{ id: form.text('id'), kind, name },
    languages: [codeOf(language)],
    termsVersion: Number(form.text('termsVersion')),
  }
  const sent = await client.applyToJoin({ community }, { body })
  // Sent twice is asked once: the second sending finds the first.
  const known = isRefusal(sent) && sent.fault === 'id_is_taken'
  return isRefusal(sent) && !known ? sent : { go: to('me', 'people') }
}
