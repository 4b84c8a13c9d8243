import * as contract from '@commonhour/contract'
import {
  type ConversionConfig,
  type JsonSchema,
  toJsonSchema,
  toJsonSchemaDefs,
} from '@valibot/to-json-schema'
import type * as v from 'valibot'

type Named = Record<string, v.GenericSchema>
type Mode = 'input' | 'output'

/** What callers may send: fields with a default may be left out. */
const sent: Named = {
  AppAdmission: contract.AppAdmission,
  AppGrant: contract.AppGrant,
  Cancellation: contract.Cancellation,
  Completion: contract.Completion,
  Confirmation: contract.Confirmation,
  ExchangeProposal: contract.ExchangeProposal,
  MemberApplication: contract.MemberApplication,
  Publication: contract.Publication,
  Reversal: contract.Reversal,
  TransferBooking: contract.TransferBooking,
  TransferReversal: contract.TransferReversal,
}

/** What they get back. */
const given: Named = {
  Account: contract.Account,
  App: contract.App,
  BooksProof: contract.BooksProof,
  Charter: contract.Charter,
  Community: contract.Community,
  Exchange: contract.Exchange,
  Found: contract.Found,
  Home: contract.Home,
  Me: contract.Me,
  Member: contract.Member,
  Need: contract.Need,
  Offer: contract.Offer,
  Pool: contract.Pool,
  Problem: contract.Problem,
  Report: contract.Report,
  ReportLine: contract.ReportLine,
  Statement: contract.Statement,
  StatementLine: contract.StatementLine,
  Transfer: contract.Transfer,
  Verdict: contract.WireVerdict,
}

/** Small ones that read the same both ways. */
const either: Named = { Id: contract.Id, Moment: contract.Moment, Day: contract.Day }
const examples: Record<string, string> = {
  Id: '019ad8e0-6d40-7c1e-9d3b-5f0a1b2c3d4e',
  Moment: '2026-12-01T09:30:00Z',
  Day: '2026-12-01',
}

/** Every named schema, for `components.schemas`. */
export function componentSchemas(): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = {
    ...toJsonSchemaDefs({ ...either, ...sent }, options('input')),
    ...toJsonSchemaDefs({ ...either, ...given }, options('output')),
  }
  for (const [name, example] of Object.entries(examples)) {
    schemas[name] = { ...schemas[name], examples: [example] }
  }
  return schemas
}

/** What a body or query takes: a reference where the schema has a name. */
export function sentSchema(schema: v.GenericSchema): JsonSchema {
  return inline(schema, 'input', { ...either, ...sent })
}

/** What an answer holds: a reference where the schema has a name. */
export function givenSchema(schema: v.GenericSchema): JsonSchema {
  return inline(schema, 'output', { ...either, ...given })
}

function inline(schema: v.GenericSchema, typeMode: Mode, definitions: Named): JsonSchema {
  const {
    $schema: _,
    $defs: __,
    ...rest
  } = toJsonSchema(schema, {
    ...options(typeMode),
    definitions,
  })
  return rest
}

function options(typeMode: Mode): Omit<ConversionConfig, 'definitions'> {
  return {
    typeMode,
    target: 'draft-2020-12',
    // Checks in code (a day that exists) and trimming have no words in JSON Schema.
    ignoreActions: ['check', 'finite', 'trim'],
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  }
}
