import type { CardKind } from '@commonhour/contract'
import type { Candidate } from '@commonhour/domain'
import type { Query } from '../books.ts'
import { applicants } from './applicants.ts'
import { applications } from './applications.ts'
import type { CardSource } from './candidate.ts'
import { claims, lines } from './claims.ts'
import { concerns } from './concerns.ts'
import { delegations } from './delegations.ts'
import { disputes } from './disputes.ts'
import { lineEndings } from './lineEndings.ts'
import { motions } from './motions.ts'
import { talks } from './talks.ts'
import { rings, undelivered } from './unheard.ts'
import { welcomes } from './welcomes.ts'

/** Every kind of card and where it comes from: a kind without a source is a type error. */
const sources: Readonly<Record<CardKind, CardSource>> = {
  concern: concerns,
  dispute: disputes,
  line: lines,
  claim: claims,
  applicant: applicants,
  application: applications,
  motion: motions,
  delegation: delegations,
  lineEnding: lineEndings,
  talk: talks,
  welcome: welcomes,
  ring: rings,
  undelivered,
}

/** Everything that may be a card: one question a kind, for one snapshot. */
export function candidateQueries(now: number): Record<`card ${CardKind}`, Query<Candidate[]>> {
  const queries = Object.values(sources).map(({ kind, query }) => [`card ${kind}`, query(now)])
  return Object.fromEntries(queries)
}

/** The answers to `candidateQueries`, as one list. */
export function candidatesOf(answers: Readonly<Record<string, unknown>>): Candidate[] {
  return Object.keys(sources).flatMap((kind) => answers[`card ${kind}`] as Candidate[])
}

/** SQL for when what an opened card `o` asked for was done; NULL while it was not. */
export const endedAtSql = `CASE o.kind ${Object.values(sources)
  .map(({ endedAt, kind }) => `WHEN '${kind}' THEN ${endedAt}`)
  .join('\n')} END`
