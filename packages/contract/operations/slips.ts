import * as v from 'valibot'
import { page, pageQuery } from '../paging.ts'
import { EnteredSlips, JudgedSlips, SlipBatch, SlipBatchLine } from '../slips.ts'
import { operation } from './operation.ts'

const base = '/v1/communities/{community}/slips'
const inOffice = [
  'actor_is_not_a_member',
  'actor_is_not_a_coordinator',
  'actor_is_not_active',
] as const
const shared = { word: 'slips', asker: 'coordinator' } as const
const act = { ...shared, method: 'POST', scope: 'hours:write' } as const
const read = { ...shared, method: 'GET', scope: 'hours:read', status: 200 } as const

export const slips = {
  previewSlips: operation({
    ...act,
    name: 'previewSlips',
    path: `${base}/preview`,
    summary: 'What booking these slips would do, line by line; nothing is written',
    body: SlipBatch,
    status: 200,
    answer: JudgedSlips,
    idempotent: false,
    faults: inOffice,
  }),
  enterSlips: operation({
    ...act,
    name: 'enterSlips',
    path: base,
    summary: 'Book help that two others told of, on paper or by telephone: all lines or none',
    body: SlipBatch,
    status: 201,
    answer: EnteredSlips,
    idempotent: true,
    faults: [
      ...inOffice,
      'slips_have_bad_lines',
      'ceiling_is_reached',
      'id_is_taken',
      'outcome_unknown',
    ],
  }),
  listSlips: operation({
    ...read,
    name: 'listSlips',
    path: base,
    summary: 'Batches of slips that were entered, newest first',
    query: v.strictObject(pageQuery),
    answer: page(SlipBatchLine),
    idempotent: false,
    faults: inOffice,
  }),
  readSlips: operation({
    ...read,
    name: 'readSlips',
    path: `${base}/{batch}`,
    summary: 'One batch, and where each of its exchanges stands',
    answer: EnteredSlips,
    idempotent: false,
    faults: inOffice,
  }),
  reverseSlips: operation({
    ...act,
    name: 'reverseSlips',
    path: `${base}/{batch}/reversal`,
    summary: 'Take a whole batch back, within 30 days; what is disputed or undone stays as it is',
    status: 201,
    answer: EnteredSlips,
    idempotent: true,
    faults: [
      ...inOffice,
      'decision_is_in_own_cause',
      'slips_are_reversed_already',
      'slips_are_too_old',
      'pool_would_owe',
      'outcome_unknown',
    ],
  }),
}
