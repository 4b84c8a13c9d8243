import { type Books, charterTextsQuery, reportTextsQuery, snapshot } from '@commonhour/ledger'
import { type Refusal, refusal } from './alarms.ts'
import { digestOf, utf8 } from './bytes.ts'

/**
 * The texts that stand beside the log, each held against the digest that its line names: charters,
 * reports and what reports attach. Null where all are what was written.
 */
export async function refusalOfTexts(books: Books): Promise<Refusal | null> {
  const { charters, reports } = await snapshot(books, {
    charters: charterTextsQuery,
    reports: reportTextsQuery,
  })
  for (const { body, digest, version } of charters) {
    if ((await digestOf(utf8(body))) !== digest) return refusal('charter_is_altered', { version })
  }
  for (const { balances, digest, jws, no } of reports) {
    const isSigned = (await digestOf(utf8(jws))) === digest
    const isAttached = (await digestOf(utf8(balances))) === attachedDigestOf(jws)
    if (!isSigned || !isAttached) return refusal('report_is_altered', { no })
  }
  return null
}

/** What a report says its balances are; whether it is the one that was signed is seen apart. */
function attachedDigestOf(jws: string): string | null {
  try {
    const payload = (jws.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    return JSON.parse(atob(payload)).attachments.balances.digest
  } catch {
    return null
  }
}
