import { type Choices, type Departure, defaultChoices } from '@commonhour/contract'
import type { Answers } from './fakeHost.ts'
import * as sample from './sample.ts'
import { appointment } from './sampleMotions.ts'

const { luis } = sample.ids

export const choices: Choices = { ...defaultChoices, digest: 'weekly', mailGifts: 'no' }
/** A death that was entered; help of theirs still waits to be confirmed. */
export const died: Departure = {
  member: luis,
  reason: 'died',
  at: '2026-11-30T08:00:00.000Z',
  isClosed: false,
  handedOverBy: '2027-02-28',
}

export const answers: Answers = {
  changeStewardship: { member: sample.luis, motion: appointment },
  departMember: died,
  eraseMember: { member: luis, reason: 'asked_to', at: died.at },
  readDeparture: died,
  readChoices: choices,
  choose: choices,
}

const departure = `/riverside/members/${luis}/departure`
export const paths = {
  offices: `/riverside/members/${luis}/offices`,
  'my offices': `/riverside/members/${sample.ids.ana}/offices`,
  departure,
  'departure: check': `${departure}?reason=died&handTo=later`,
  choices: '/riverside/me/choices',
  profile: '/riverside/me/profile',
  'profile of another': `/riverside/members/${luis}/profile`,
  erase: '/riverside/erase',
  erasure: `/riverside/members/${luis}/erasure`,
} as const
