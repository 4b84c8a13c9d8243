import { mountChoices } from './choices.tsx'
import { mountDeparture } from './departure.tsx'
import { mountErasure } from './erasure.tsx'
import { mountLanguage } from './language.tsx'
import { mountLimits } from './limits.tsx'
import { mountMembers } from './list.tsx'
import { mountMe } from './me.tsx'
import { mountMember } from './member.tsx'
import { mountOffices } from './offices.tsx'
import { mountPause } from './pause.tsx'
import { mountProfile } from './profile.tsx'
import { mountSuspend } from './suspend.tsx'

/** The pages of members, a fixed name before a parameter of the same place. */
export const memberPages = [
  mountLimits,
  mountOffices,
  mountDeparture,
  mountErasure,
  mountChoices,
  mountLanguage,
  mountPause,
  mountProfile,
  mountSuspend,
  mountMembers,
  mountMember,
  mountMe,
]
