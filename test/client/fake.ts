import { type Client, createClient } from '@commonhour/client'
import { type FaultCode, fault, faults, problemOf } from '@commonhour/contract'

export interface Sent {
  method: string
  url: string
  key: string | null
  authorization: string | null
  accept: string | null
  body: unknown
}

type Answer = Response | Error

/** A client whose network answers from a list, and what it sent. */
export function fakeClient(answers: Answer[], more: { token?: string } = {}) {
  const sent: Sent[] = []
  const waits: number[] = []
  const client: Client = createClient({
    base: 'https://hours.example/',
    token: () => more.token,
    wait: async (milliseconds) => void waits.push(milliseconds),
    fetch: async (request) => {
      sent.push(await sentOf(request))
      const answer = answers.shift()
      if (answer === undefined) throw new Error('the fake network has no more answers')
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return { client, sent, waits }
}

async function sentOf(request: Request): Promise<Sent> {
  const text = await request.text()
  return {
    method: request.method,
    url: request.url,
    key: request.headers.get('idempotency-key'),
    authorization: request.headers.get('authorization'),
    accept: request.headers.get('accept'),
    body: text === '' ? undefined : JSON.parse(text),
  }
}

export function refused(code: FaultCode, headers: Record<string, string> = {}): Response {
  return Response.json(problemOf(fault(code), 'r-1'), { status: faults[code].status, headers })
}
