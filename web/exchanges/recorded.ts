import { isRefusal } from '@commonhour/client'
import { type Form, missing } from '../plumbing/form.ts'
import type { Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

export const recordSides = ['received', 'gave'] as const
export type RecordSide = (typeof recordSides)[number]

/** Who helped whom, by id, and which of them writes it down. */
export interface Helped {
  side: RecordSide
  giver: string
  receivers: string[]
}

/** Sends help that was given already; what came of it is said where it leads to. */
export async function writeDown(visit: Visit, form: Form, helped: Helped): Promise<Sent> {
  const { client, community } = visit
  const { side, giver, receivers } = helped
  const id = form.text('id')
  const empty = ['title', 'workedOn'].filter((name) => form.text(name) === '')
  if (empty.length > 0) return missing(...empty)
  const sent = await client.proposeExchange(
    { community },
    {
      idempotencyKey: form.text('key'),
      body: {
        id,
        giver,
        receivers,
        title: form.text('title'),
        estimateSeconds: form.seconds('estimateSeconds'),
        workedOn: form.text('workedOn'),
        alreadyDone: true,
      },
    },
  )
  if (isRefusal(sent)) return sent
  const mine = sent.parts.find(({ receiver, has }) => has !== null && receiver !== sent.giver)
  // Of several, my part moved; the others are asked for theirs.
  if (side === 'received' && sent.parts.length > 1 && mine !== undefined) {
    return { go: `${visit.to('exchanges', id)}?done=partConfirmed` }
  }
  // Beyond the line nothing moves, though the receiver said it: a coordinator sees to it.
  const beyond = sent.state !== 'confirmed' && side === 'received'
  return { go: `${visit.to('exchanges', id)}?done=${beyond ? 'beyondLine' : 'recorded'}` }
}
