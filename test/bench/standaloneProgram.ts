import { listen, openStandalone, type Standalone } from '@commonhour/standalone'
import { answerCalls } from './child.ts'

let standalone: Standalone | undefined
let server: { close(): Promise<void> } | undefined

answerCalls({
  /** Serves a data directory as in production, a log line for every request included. */
  async open(root: string, directory: string): Promise<number> {
    const notYet = new Response('Not yet', { status: 503 })
    // The port comes first: the origin is part of what is opened.
    const fetch = (request: Request, address: string) =>
      standalone?.fetch(request, address) ?? Promise.resolve(notYet)
    const listening = await listen({ fetch }, 0, '127.0.0.1')
    server = listening
    const base = `http://localhost:${listening.port}`
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'bench@localhost' }
    standalone = await openStandalone({
      ...{ root, directory, base, assets: new Map(), production: true, demo: false },
      environment: { ...mail, QUOTA_PER_MINUTE: '1000000000' },
      say: () => {},
      // As in production: it seals the log meanwhile, and makes the key of receipts.
      auditSeconds: 10,
    })
    return listening.port
  },
  async close() {
    await server?.close()
    await standalone?.close()
  },
})
