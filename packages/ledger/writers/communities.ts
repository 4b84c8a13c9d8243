import { changed } from '../changed.ts'
import type { Writers } from './stamp.ts'

export const communityWriters: Writers<'settings'> = {
  settings: ({ settings }) => {
    const { helpLine, languages, ...texts } = settings
    const columns = {
      ...texts,
      ...(languages && { languages: JSON.stringify(languages) }),
      ...(helpLine !== undefined && { helpLine: helpLine && JSON.stringify(helpLine) }),
    }
    return changed(columns, { update: 'community', where: 'one = 1', args: [] })
  },
}
