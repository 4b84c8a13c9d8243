import { changedInOffice } from '../changed.ts'
import type { Writers } from './stamp.ts'

export const communityWriters: Writers<'settings'> = {
  settings: ({ settings }, stamp) => {
    const { helpLine, languages, ...texts } = settings
    const columns = {
      ...texts,
      ...(languages && { languages: JSON.stringify(languages) }),
      ...(helpLine !== undefined && { helpLine: helpLine && JSON.stringify(helpLine) }),
    }
    const at = { update: 'community', where: 'one = 1', args: [], member: null }
    return changedInOffice(columns, at, stamp)
  },
}
