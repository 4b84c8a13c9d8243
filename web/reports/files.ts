import { type FileName, isRefusal } from '@commonhour/client'
import { type Mount, refuse } from '../plumbing/pages.tsx'

/** Name → how the API calls it. The log and the balances go to auditors alone. */
const files = {
  'report.jws': 'readReport',
  'log.jsonl': 'readReportLog',
  'balances.jsonl': 'readReportBalances',
} as const satisfies Record<string, FileName>
export type ReportFileName = keyof typeof files

/** The files of a report, handed on as they come and kept nowhere. */
export function mountReportFiles({ app, visit: visitOf }: Mount): void {
  for (const [name, operation] of Object.entries(files)) {
    app.get(`/:community/reports/:no/${name}`, async (c) => {
      const visit = visitOf(c)
      const { client, community, param } = visit
      const no = param('no')
      const file = await client.file(operation, { community, no })
      if (isRefusal(file)) return refuse(visit, file, {})
      const type = file.headers.get('content-type') ?? 'application/octet-stream'
      return saved(file.body, type, `${community}-${no}-${name}`)
    })
  }
  app.get('/:community/reports/:no/signatures.json', async (c) => {
    const visit = visitOf(c)
    const { client, community, param } = visit
    const no = param('no')
    const signatures = await client.readReportSignatures({ community, no })
    if (isRefusal(signatures)) return refuse(visit, signatures, {})
    const name = `${community}-${no}-signatures.json`
    return saved(JSON.stringify(signatures), 'application/json', name)
  })
}

function saved(body: BodyInit | null, type: string, name: string): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })
}
