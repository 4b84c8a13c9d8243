import { type Cosigner, momentOf, type ReportSignatures } from '@commonhour/contract'
import { type Books, type Query, snapshot } from '../books.ts'
import { every, first, numberOf, textOf } from '../rows.ts'

/** Who signs reports beside audit, each with their key. */
export const cosignersQuery: Query<Cosigner[]> = {
  sql: `SELECT c.member, m.name, c.kid, c.publicKey FROM cosigner c JOIN member m ON m.id = c.member
    ORDER BY c.kid`,
  args: [],
  read: every((row) => ({
    member: textOf(row, 'member'),
    name: textOf(row, 'name'),
    kid: textOf(row, 'kid'),
    x: textOf(row, 'publicKey'),
  })),
}

/** How many signatures a report wants. */
export const neededSignaturesQuery: Query<number> = {
  sql: 'SELECT needed FROM cosigner_step ORDER BY seq DESC LIMIT 1',
  args: [],
  read: (rows) => first((row) => numberOf(row, 'needed'))(rows) ?? 0,
}

/** The signatures under a report, in the order in which they came. */
export function signaturesQuery(no: number): Query<ReportSignatures['signatures']> {
  return {
    sql: 'SELECT kid, signature, at FROM report_signature WHERE report = ? ORDER BY at, kid',
    args: [no],
    read: every((row) => ({
      kid: textOf(row, 'kid'),
      signature: textOf(row, 'signature'),
      at: momentOf(numberOf(row, 'at')),
    })),
  }
}

/** All of it as it is handed out: who signs, who signed, and how many signatures are wanted. */
export async function readReportSignatures(
  books: Books,
  { digest, no }: Pick<ReportSignatures, 'digest' | 'no'>,
): Promise<ReportSignatures> {
  const { cosigners, needed, signatures } = await snapshot(books, {
    cosigners: cosignersQuery,
    needed: neededSignaturesQuery,
    signatures: signaturesQuery(no),
  })
  const keys = cosigners.map(({ kid, x }) => ({ kid, x }))
  return { no, digest, needed, cosigners: keys, signatures }
}
