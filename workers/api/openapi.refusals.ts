import {
  commonFaults,
  type FaultCode,
  fault,
  faults,
  maySpeakFor,
  type Operation,
  problemOf,
} from '@commonhour/contract'
import { headerAt, type Json } from './openapi.parts.ts'

/** Every refusal an operation may meet: its own, everyone's, and what its shape brings with it. */
export function faultsOf(operation: Operation): FaultCode[] {
  const common = commonFaults.filter(
    (code) => operation.scope !== 'public' || !ofTokens.includes(code),
  )
  const codes = [
    ...operation.faults,
    ...common,
    ...(operation.method === 'POST' ? [...ofBodies, ...ofWrites] : []),
    ...(operation.proven ? (['step_up_is_needed'] as const) : []),
    ...(operation.idempotent ? ofKeys : []),
    ...(ofAskers[operation.asker] ?? []),
    ...(takesMembers(operation) ? ofActing(operation) : []),
  ]
  return [...new Set(codes)].sort()
}

/** Whether one member may ask it for another, with the header `On-Behalf-Of`. */
export function takesMembers({ path, scope }: Operation): boolean {
  return scope !== 'public' && path.includes('{community}')
}

/** What someone acting for another may hear of it. */
function ofActing(operation: Operation): readonly FaultCode[] {
  const ofReading = ['actor_may_not_act_for_them', 'only_themselves_may_do_this'] as const
  if (operation.method === 'GET') return ofReading
  const ofScopes = ['delegate_may_only_see', 'delegate_may_only_prepare'] as const
  const ofSpeaking = maySpeakFor(operation) ? (['decision_is_in_own_cause'] as const) : []
  return [...ofReading, ...ofScopes, ...ofSpeaking]
}

const ofTokens: readonly FaultCode[] = [
  'token_is_missing',
  'token_is_not_valid',
  'scope_is_missing',
]
const ofBodies: readonly FaultCode[] = ['body_is_not_json', 'body_is_too_large']
/** What may be said of any write when others write at the same moment, or an answer is lost. */
const ofWrites: readonly FaultCode[] = ['facts_are_stale', 'outcome_unknown']
const ofAskers: Partial<Record<Operation['asker'], readonly FaultCode[]>> = {
  person: ['actor_is_not_a_member'],
  coordinator: ['actor_is_not_a_member', 'actor_is_not_active'],
  memberOrApp: ['app_is_not_admitted'],
}
const ofKeys: readonly FaultCode[] = [
  'idempotency_key_is_missing',
  'idempotency_key_was_used_otherwise',
]

type Refusals = readonly (readonly FaultCode[])[]

/** The faults of an operation, by their status. */
export function refusalsOf(operation: Operation): Refusals {
  const byStatus = Map.groupBy(faultsOf(operation), (code) => faults[code].status)
  return [...byStatus.values()].sort((a, b) => statusOf(a) - statusOf(b))
}

/** Answers that several operations share, named by their faults. */
export function sharedRefusals(all: readonly Operation[]): Record<string, Json> {
  const named = all.flatMap(refusalsOf).map((codes) => [codes.join('.'), codes] as const)
  const shared = named.filter(([name], i) => named.findIndex(([other]) => other === name) < i)
  return Object.fromEntries(shared.map(([name, codes]) => [name, refusalOf(codes)]))
}

/** One answer for all faults of a status, with an example of each. */
export function refusalOf(codes: readonly FaultCode[]): Json {
  const status = statusOf(codes)
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: {
      'Request-Id': headerAt('RequestId'),
      ...((status === 429 || status === 503) && { 'Retry-After': headerAt('RetryAfter') }),
    },
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples),
      },
    },
  }
}

export function statusOf(codes: readonly FaultCode[]): number {
  return faults[codes[0] ?? 'something_failed'].status
}

/** An example of a fault, named by its code. */
export function exampleOf(code: FaultCode): [string, Json] {
  return [code, { summary: faults[code].says, value: problemOf(fault(code)) }]
}
