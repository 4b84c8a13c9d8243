import { type Fault, fault, isFault, type ReportSignatures } from '@commonhour/contract'
import {
  decideCosigner,
  decideCosignerLeaving,
  decideReportSigning,
  doneBy,
} from '@commonhour/domain'
import {
  type Books,
  cosignersQuery,
  memberActorQuery,
  readReportSignatures,
  signaturesQuery,
  snapshot,
  write,
} from '@commonhour/ledger'
import { isCosigned, kidOf, payloadOf, verifyingKeyOf } from '@commonhour/proof'
import { fellowOf } from './acting.ts'
import { malformedField } from './fields.ts'
import { issuedReport } from './reports.ts'
import type { Handlers } from './types.ts'

/** Stewards who sign reports beside audit, each with a key that no server has. */
export const cosigners = {
  listCosigners: async ({ books, caller }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const { items } = await snapshot(books, { items: cosignersQuery })
    return { items, next: null }
  },
  enterCosigner: async ({ body, books, caller, now }) => {
    const isKey = (await verifyingKeyOf(body)) !== null
    if (!isKey) return malformedField('/x', 'the x of an Ed25519 key', body.x)
    const kid = kidOf(body.x)
    const written = await write(books, {
      now,
      claim: null,
      gather: { actor: memberActorQuery(caller), cosigners: cosignersQuery },
      decide: ({ actor, cosigners }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const decision = decideCosigner({ actor, cosigners }, body, kid)
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: kid }
      },
      render: () => cosignersQuery,
    })
    if (isFault(written)) return written
    return written.answer.find((one) => one.kid === kid) ?? fault('not_found')
  },
  leaveCosigners: async ({ body, books, caller, now }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: { actor: memberActorQuery(caller), cosigners: cosignersQuery },
      decide: ({ actor, cosigners }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const decision = decideCosignerLeaving({ actor, cosigners }, body.needed)
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: actor.member }
      },
      render: () => cosignersQuery,
    })
    if (isFault(written)) return written
    const { actor, cosigners } = written.facts
    return cosigners.find(({ member }) => member === actor?.member) ?? fault('not_found')
  },
  readReportSignatures: async ({ books, params }) => readSignatures(books, params.no),
  signReport: async ({ body, books, caller, now, params }) => {
    const { signature } = body
    const issued = await issuedReport(books, params.no)
    if (isFault(issued)) return issued
    const no = Number(params.no)
    const said = { origin: payloadOf(issued.jws)?.origin ?? '', no, digest: issued.digest }
    const { keys } = await snapshot(books, { keys: cosignersQuery })
    const good = await Promise.all(keys.map(({ x }) => isCosigned(said, x, signature)))
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        cosigners: cosignersQuery,
        signatures: signaturesQuery(no),
      },
      decide: ({ actor, cosigners, signatures }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const own = cosigners.find(({ member }) => member === actor.member)
        const isGood = good[keys.findIndex(({ kid }) => kid === own?.kid)] ?? false
        const signedBy = signatures.map(({ kid }) => kid)
        const facts = { actor, cosigners, report: no, signature, isGood, signedBy }
        const decision = decideReportSigning(facts)
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: params.no }
      },
      render: () => signaturesQuery(no),
    })
    return isFault(written) ? written : readSignatures(books, params.no)
  },
} satisfies Partial<Handlers>

async function readSignatures(books: Books, number: string): Promise<ReportSignatures | Fault> {
  const issued = await issuedReport(books, number)
  if (isFault(issued)) return issued
  return readReportSignatures(books, { no: Number(number), digest: issued.digest })
}
