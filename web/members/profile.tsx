import { isRefusal } from '@commonhour/client'
import type { Audience, Choices, Choosing, Home, Member, Profile } from '@commonhour/contract'
import { ChoiceField, PostForm, TextField } from '../parts/fields.tsx'
import type { Form, Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { About, Area, Email, Phone, type TellingProps } from './telling.tsx'

/** What is told of me, and to whom, field by field; a coordinator's page for another member. */
export function mountProfile(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/profile',
    read: ({ client, community }) => client.readChoices({ community }),
    show: (visit, home, choices, trouble) => ({
      title: visit.say('profile.title'),
      here: 'me',
      body: <Mine {...{ visit, home, choices, trouble }} />,
    }),
    send: changeMine,
  })
  memberPage(mount, {
    path: '/:community/members/:id/profile',
    read: ({ client, community, param }) => client.readMember({ community, member: param('id') }),
    show: (visit, home, member, trouble) => ({
      title: visit.say('profile.theirs', { name: member.name }),
      here: 'me',
      body: <Theirs {...{ visit, home, member, trouble }} />,
    }),
    send: changeTheirs,
  })
}

const audiences: readonly Audience[] = ['members', 'agreed', 'coordinators']
const shown = ['phoneTo', 'emailTo', 'aboutTo'] as const

interface MineProps {
  visit: Visit
  home: Home
  choices: Choices
  trouble: Trouble | undefined
}

function Mine({ visit, home, choices, trouble }: MineProps) {
  const { say } = visit
  const { member } = home
  const fields = { visit, home, member, trouble }
  const printed = trouble === undefined ? choices.printed === 'yes' : trouble.form.has('printed')
  return (
    <PostForm hidden={{}}>
      {visit.query('done') === 'kept' && trouble === undefined ? (
        <p class="verdict whole" role="status">
          {say('profile.kept')}
        </p>
      ) : null}
      <p class="lead">{say('profile.lead')}</p>
      <Area {...fields} />
      <Phone {...fields} />
      <To {...fields} choices={choices} choice="phoneTo" />
      <Email {...fields} />
      <To {...fields} choices={choices} choice="emailTo" />
      <About {...fields} />
      <To {...fields} choices={choices} choice="aboutTo" />
      <label class="choice">
        <input type="checkbox" id="printed" name="printed" value="yes" checked={printed} />
        <span>
          {say('choice.printed')}
          <small>{say('choice.printed.does')}</small>
        </span>
      </label>
      <button class="button" type="submit">
        {say('profile.send')}
      </button>
      <p class="quiet">{say('profile.name')}</p>
    </PostForm>
  )
}

function Theirs(props: TellingProps) {
  const { visit, member } = props
  return (
    <PostForm hidden={{}}>
      <p class="lead">{visit.say('profile.theirsLead')}</p>
      <TextField
        {...props}
        name="name"
        label={visit.say('profile.theirName')}
        value={member.name}
        attributes={{ maxlength: 80 }}
      />
      <Area {...props} />
      <Phone {...props} />
      <Email {...props} />
      <About {...props} />
      <button class="button" type="submit">
        {visit.say('profile.send')}
      </button>
    </PostForm>
  )
}

type ToProps = Pick<MineProps, 'visit' | 'choices' | 'trouble'> & { choice: (typeof shown)[number] }

function To({ visit, choices, trouble, choice }: ToProps) {
  return (
    <ChoiceField
      {...{ visit, trouble }}
      name={choice}
      label={visit.say(`profile.${choice}`)}
      options={audiences.map((value) => ({ value, label: visit.say(`audience.${value}`) }))}
      value={choices[choice]}
    />
  )
}

/**
 * Who sees it is kept before what they see: a number is never shown, not for a moment, to more
 * people than its owner meant.
 */
async function changeMine(visit: Visit, form: Form): Promise<Sent> {
  const { client, community, to } = visit
  const [now, me] = await Promise.all([
    client.readChoices({ community }),
    client.readMe({ community }),
  ])
  if (isRefusal(now)) return now
  if (isRefusal(me)) return me
  const printed = form.has('printed') ? 'yes' : 'no'
  const wanted: Choosing[] = [
    ...shown.map((choice) => ({ choice, value: form.text(choice) as Audience })),
    { choice: 'printed', value: printed },
  ]
  for (const body of wanted.filter(({ choice, value }) => now[choice] !== value)) {
    const chosen = await client.choose({ community }, { body })
    if (isRefusal(chosen)) return chosen
  }
  const body = changedOf(form, me.member)
  if (Object.keys(body).length > 0) {
    const sent = await client.changeProfile({ community, member: me.member.id }, { body })
    if (isRefusal(sent)) return sent
  }
  return { go: `${to('me', 'profile')}?done=kept` }
}

async function changeTheirs(visit: Visit, form: Form): Promise<Sent> {
  const { client, community, param, to } = visit
  const member = await client.readMember({ community, member: param('id') })
  if (isRefusal(member)) return member
  const body = changedOf(form, member)
  if (Object.keys(body).length > 0) {
    const sent = await client.changeProfile({ community, member: member.id }, { body })
    if (isRefusal(sent)) return sent
  }
  return { go: to('members', member.id) }
}

/** What reads otherwise than it stands. */
function changedOf(form: Form, { about, area, contact, name }: Member): Profile {
  const otherwise = (field: string, value: string | null | undefined) =>
    form.has(field) && form.text(field).replaceAll('\r\n', '\n') !== (value ?? '')
  return {
    ...(otherwise('name', name) && { name: form.text('name') }),
    ...(otherwise('area', area) && { area: form.orNull('area') }),
    ...(otherwise('phone', contact?.phone) && { phone: form.orNull('phone') }),
    ...(otherwise('email', contact?.email) && { email: form.orNull('email') }),
    ...(otherwise('about', about) && { about: form.text('about') }),
  }
}
