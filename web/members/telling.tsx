import type { Home, Member } from '@commonhour/contract'
import { ChoiceField, TextField } from '../parts/fields.tsx'
import type { Trouble } from '../plumbing/form.ts'
import type { Visit } from '../plumbing/visit.ts'

/** Whose profile it is, and who looks at it. */
export interface TellingProps {
  visit: Visit
  home: Home
  member: Member
  trouble: Trouble | undefined
}

export function Area({ visit, home, member, trouble }: TellingProps) {
  const areas = home.charter.areas.map(({ id, name }) => ({ value: id, label: name }))
  if (areas.length === 0) return null
  return (
    <ChoiceField
      {...{ visit, trouble }}
      name="area"
      label={visit.say('area.mine')}
      options={[{ value: '', label: visit.say('area.none') }, ...areas]}
      value={member.area ?? ''}
    />
  )
}

export function Phone({ visit, member, trouble }: TellingProps) {
  return (
    <TextField
      {...{ visit, trouble }}
      name="phone"
      type="tel"
      label={visit.say('profile.phone')}
      value={member.contact?.phone ?? ''}
      attributes={{ autocomplete: 'tel', maxlength: 40 }}
    />
  )
}

export function Email({ visit, member, trouble }: TellingProps) {
  return (
    <TextField
      {...{ visit, trouble }}
      name="email"
      type="email"
      label={visit.say('profile.email')}
      hint={visit.say('profile.emailHint')}
      value={member.contact?.email ?? ''}
      attributes={{ autocomplete: 'email', maxlength: 254 }}
    />
  )
}

export function About({ visit, member, trouble }: TellingProps) {
  return (
    <TextField
      {...{ visit, trouble }}
      name="about"
      long
      label={visit.say('profile.about')}
      value={member.about}
      attributes={{ maxlength: 2000 }}
    />
  )
}
