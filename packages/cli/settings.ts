import {
  type CharterBody,
  CommunityFounding,
  Contact,
  charterTemplates,
  Day,
  type Fault,
  fault,
} from '@commonhour/contract'
import { reservedSlugs } from '@commonhour/host'
import type { ArgsDef } from 'citty'
import type { Said } from './command.ts'

/** What may be said of a community that a command founds. */
export const communityArgs = {
  name: { type: 'string', description: 'What the community is called (its slug, in words)' },
  about: { type: 'string', description: 'A sentence on what it is' },
  language: { type: 'string', description: 'Its language, such as en or ca', default: 'en' },
  'time-zone': {
    type: 'string',
    description: 'Where it lives, such as Europe/Madrid (this machine’s)',
  },
} as const satisfies ArgsDef

/** The charter a community begins with, by the name of its template. */
export function charterFrom(said: Said): CharterBody | Fault {
  const name = said.text('charter')
  const templates: Readonly<Record<string, CharterBody>> = charterTemplates
  const found = Object.hasOwn(templates, name) ? templates[name] : undefined
  return found ?? malformed('charter', Object.keys(templates).join(' or '), name)
}

/** The community that was asked for, or which words of the command line are wrong. */
export function communityFrom(said: Said, slug: string): CommunityFounding | Fault {
  const zone = said.textOrNull('time-zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const founding = {
    slug,
    name: said.textOrNull('name') ?? inWords(slug),
    about: said.textOrNull('about') ?? '',
    languages: [said.text('language')],
    timeZone: zone,
    helpLine: null,
    joining: 'application',
  }
  const checked = CommunityFounding['~standard'].validate(founding)
  if ('then' in checked) throw new Error('A schema of the contract answers at once.')
  if (reservedSlugs.includes(slug)) return malformed('community', 'not a reserved name', slug)
  if (checked.issues === undefined) {
    return isTimeZone(zone)
      ? checked.value
      : malformed('time-zone', 'a time zone that exists', zone)
  }
  const [issue] = checked.issues
  const where = String(issue?.path?.[0] && Object(issue.path[0]).key)
  const received = String(founding[where as keyof typeof founding])
  return malformed(where === 'slug' ? 'community' : where, issue?.message ?? '', received)
}

/** An e-mail address that was asked for. */
export function emailFrom(said: Said, word: string): string | Fault {
  const email = said.text(word).trim()
  const checked = Contact['~standard'].validate({ email })
  if (!('issues' in checked) || checked.issues === undefined) return email
  return malformed(word, 'an e-mail address', email)
}

/** A day that was asked for; null when none was. */
export function dayFrom(said: Said, word: string): string | null | Fault {
  const day = said.textOrNull(word)
  if (day === null) return null
  const checked = Day['~standard'].validate(day)
  if (!('issues' in checked) || checked.issues === undefined) return day
  return malformed(word, 'a day such as 2026-12-01', day)
}

function malformed(word: string, expected: string, received: string): Fault {
  return fault('request_is_malformed', { fields: [{ pointer: `/${word}`, expected, received }] })
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** `green-valley` → `Green Valley` */
function inWords(slug: string): string {
  return slug.replace(
    /(^|-)([a-z0-9])/g,
    (_, dash, letter) => `${dash && ' '}${letter.toUpperCase()}`,
  )
}
