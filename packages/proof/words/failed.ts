import { type Figures, type Finding, type FindingCode, findings } from '../findings.ts'
import { count, hours, lineText } from './passed.ts'

/** What is wrong and what to do, then where and by how much. */
export function failedText({ facts, finding }: Finding): string {
  const detail = details[finding]?.(facts) ?? lineDetail(facts)
  return [findings[finding], detail].filter(Boolean).join(' ')
}

/** Where a number alone would not tell. */
const details: Partial<Readonly<Record<FindingCode, (facts: Figures) => string>>> = {
  jws_type_is_another: ({ typ }) => (typ === null ? '' : `It says it is a ${typ}.`),
  jws_algorithm_is_another: ({ alg }) => (alg === null ? '' : `It says ${alg}.`),
  key_is_unknown: ({ kid }) => (kid === undefined ? '' : `It names the key ${kid}.`),
  key_leaf_is_missing: ({ kid }) => `It names the key ${kid}.`,
  key_was_not_valid: ({ size }) => `The log had ${count(size)} lines.`,
  checkpoint_is_of_another_log: ({ origin }) => `It is of ${origin}.`,
  receipt_is_of_another_log: ({ origin }) => `It is of ${origin}.`,
  report_is_of_another_log: ({ origin }) => `It is of ${origin}.`,
  report_is_malformed: ({ field }) => `Look at ${field || 'the whole'}.`,
  report_contradicts_itself: ({ what }) => `Look at its ${what}.`,
  report_sums_differ: ({ inSeconds, outSeconds }) =>
    `${hours(inSeconds)} came in, ${hours(outSeconds)} went out.`,
  previous_is_another: ({ held, named }) =>
    named === null
      ? `It says that it is the first; you hold report ${held}.`
      : `It names a report ${named}; you hold a report ${held}, or another one of that number.`,
  log_was_rewritten: ({ fromSize, toSize }) =>
    `The earlier one had ${count(fromSize)} lines, this one ${count(toSize)}.`,
  signatures_are_of_another_report: ({ no }) => `They say they are under report ${no}.`,
  cosignature_is_wrong: ({ kid }) => `It names the key ${kid}.`,
  attachment_is_another: anotherFile,
  root_is_another: ({ signedSize, size }) =>
    signedSize === undefined || signedSize === size
      ? `At ${count(size)} lines.`
      : `The file has ${count(size)} lines; ${count(signedSize)} were signed.`,
  totals_are_others: otherTotal,
  balance_root_is_another: ({ accounts, signedAccounts }) =>
    accounts === signedAccounts
      ? `There are ${count(accounts)}, as many as were signed.`
      : `There are ${count(accounts)}; ${count(signedAccounts)} were signed.`,
  balances_are_others: ({ others }) => `${count(others)} pairs of sums differ.`,
  line_proof_is_malformed: ({ field }) => `Look at ${field || 'the whole'}.`,
  member_proof_is_malformed: ({ field }) => `Look at ${field || 'the whole'}.`,
}

function lineDetail({ line, row, seq }: Figures): string {
  const at = line ?? seq ?? row
  return at === undefined ? '' : `Look at line ${lineText(at)}.`
}

function anotherFile({ bytes, line, name, signedBytes }: Figures): string {
  const sizes =
    bytes === signedBytes
      ? `${name}.jsonl has as many bytes as the report names, but not the same.`
      : `${name}.jsonl has ${count(bytes)} bytes; the report names ${count(signedBytes)}.`
  const broken = 'is the first that is wrong by itself'
  return line === undefined ? sizes : `${sizes} Line ${lineText(line)} ${broken}.`
}

const totals: Readonly<Record<string, string>> = {
  count: 'Accounts',
  departed: 'Closed accounts',
  inSeconds: 'Hours that came in',
  outSeconds: 'Hours that went out',
  heldSeconds: 'Hours set aside',
}

function otherTotal({ replayed, signed, what }: Figures): string {
  const total = totals[String(what)]
  if (total === undefined) return `Look at the ${what === 'transfers' ? 'transfers' : 'sizes'}.`
  const figure = String(what).endsWith('Seconds') ? hours : count
  return `${total}: ${figure(signed)} signed, ${figure(replayed)} counted.`
}
