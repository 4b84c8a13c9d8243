import { isRefusal, type Refusal } from '@commonhour/client'
import { sentenceOf } from '../parts/refusals.tsx'
import type { Visit } from './visit.ts'

/** Names the member who filled a form in, where a script sends it: at once, or once online. */
export const queuedHeader = 'queued-by'

/** What a form may be named, to be filled in offline; nothing while acting for somebody else. */
export function queueable(visit: Visit, what: string): string | undefined {
  return visit.actingFor === undefined ? what : undefined
}

/**
 * Answers a script. Where somebody else is signed in by now, nothing is sent in their name (412).
 * Until it is known what became of it, the answer is no JSON, and the script keeps the form.
 */
export async function answerQueued(
  visit: Visit,
  member: string,
  send: () => Promise<Refusal | Response | { go: string }>,
): Promise<Response> {
  const me = await visit.client.readMe({ community: visit.community })
  if (isRefusal(me)) return refused(visit, me)
  if (visit.actingFor !== undefined || me.member.id !== member) {
    return new Response(null, { status: 412 })
  }
  const sent = await send()
  if (sent instanceof Response) return sent
  return isRefusal(sent) ? refused(visit, sent) : Response.json(sent)
}

function refused(visit: Visit, refusal: Refusal): Response {
  const status = refusal.status || 503
  // Signing in again, waiting, or asking once more under the same key may still lead there.
  const isOpen = status === 401 || status === 429 || status >= 500
  if (isOpen) return new Response(null, { status })
  return Response.json({ says: sentenceOf(visit, refusal) }, { status })
}
