import { isRefusal } from '@commonhour/client'
import type { Community, CommunitySettings } from '@commonhour/contract'
import { PostForm, RadioField, TextField } from '../parts/fields.tsx'
import { type Form, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, nothingMore, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { mountAccent } from './accent.ts'

/** How the community is called, looks, and whom one rings: for coordinators. */
export function mountSettings(mount: Mount): void {
  mountAccent(mount)
  memberPage(mount, {
    path: '/:community/settings',
    read: nothingMore,
    show: (visit, { community }, _, trouble) => ({
      title: visit.say('settings.title'),
      here: 'me',
      body: <SettingsPage {...{ visit, community, trouble }} />,
    }),
    send: change,
  })
}

interface SettingsProps {
  visit: Visit
  community: Community
  trouble: Trouble | undefined
}

function SettingsPage(props: SettingsProps) {
  const { visit, community, trouble } = props
  const { say } = visit
  const given = { visit, trouble }
  return (
    <PostForm hidden={{}}>
      {visit.query('done') === 'kept' && trouble === undefined ? (
        <p class="verdict whole" role="status">
          {say('profile.kept')}
        </p>
      ) : null}
      <Called {...props} />
      <Look {...props} />
      <HelpLineFields {...props} />
      <RadioField
        {...given}
        name="joining"
        label={say('settings.joining')}
        options={(['application', 'invitation', 'closed'] as const).map((value) => ({
          value,
          label: say(`settings.joining.${value}`),
        }))}
        value={community.joining}
      />
      <TextField
        {...given}
        name="languages"
        label={say('settings.languages')}
        hint={say('settings.languagesHint')}
        value={community.languages.join(', ')}
      />
      <button class="button" type="submit">
        {say('profile.send')}
      </button>
    </PostForm>
  )
}

function Called({ visit, community, trouble }: SettingsProps) {
  const { say } = visit
  const given = { visit, trouble }
  return (
    <>
      <TextField
        {...given}
        name="name"
        label={say('settings.name')}
        value={community.name}
        attributes={{ maxlength: 80 }}
      />
      <TextField
        {...given}
        name="about"
        long
        label={say('settings.about')}
        hint={say('settings.aboutHint')}
        value={community.about}
        attributes={{ maxlength: 2000 }}
      />
    </>
  )
}

/** The letters of its mark, and its colour; both may be left to Commonhour's own. */
function Look({ visit, community, trouble }: SettingsProps) {
  const { say } = visit
  return (
    <>
      <TextField
        {...{ visit, trouble }}
        name="mark"
        label={say('settings.mark')}
        hint={say('settings.markHint')}
        value={community.mark ?? ''}
        attributes={{ maxlength: 2 }}
      />
      <TextField
        {...{ visit, trouble }}
        name="accent"
        label={say('settings.accent')}
        hint={say('settings.accentHint')}
        value={community.accent ?? ''}
        attributes={{ maxlength: 7 }}
      />
    </>
  )
}

function HelpLineFields({ visit, community, trouble }: SettingsProps) {
  const { say } = visit
  const line = community.helpLine
  const given = { visit, trouble }
  return (
    <>
      <h2>{say('settings.help')}</h2>
      <TextField
        {...given}
        name="helpName"
        label={say('settings.helpName')}
        value={line?.name ?? ''}
      />
      <TextField
        {...given}
        name="phone"
        type="tel"
        label={say('settings.helpPhone')}
        value={line?.phone ?? ''}
      />
      <TextField
        {...given}
        name="hours"
        label={say('settings.helpHours')}
        hint={say('settings.helpHoursHint')}
        value={line?.hours ?? ''}
      />
    </>
  )
}

async function change({ client, community, to }: Visit, form: Form): Promise<Sent> {
  if (form.text('name') === '') return missing('name')
  const [name, phone, hours] = ['helpName', 'phone', 'hours'].map((field) => form.text(field))
  // A help line is whom one rings and where; without a number there is none.
  if (phone !== '' && name === '') return missing('helpName')
  const body: CommunitySettings = {
    name: form.text('name'),
    about: form.text('about'),
    mark: form.orNull('mark'),
    accent: form.orNull('accent')?.toLowerCase() ?? null,
    helpLine: phone ? { name: name ?? '', phone, hours: hours ?? '' } : null,
    joining: form.text('joining') as Community['joining'],
    languages: form
      .text('languages')
      .split(/[\s,]+/)
      .filter(Boolean),
  }
  const sent = await client.changeCommunity({ community }, { body })
  return isRefusal(sent) ? sent : { go: `${to('settings')}?done=kept` }
}
