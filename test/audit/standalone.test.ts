import { createApi, memoryQuota } from '@commonhour/api'
import { uuidv7 } from '@commonhour/contract'
import {
  firstFinding,
  isFinding,
  openCheckpoint,
  type PublicKey,
  readPublicKey,
  verifyReport,
} from '@commonhour/proof'
import { openStandalone } from '@commonhour/standalone'
import { expect, onTestFinished, test } from 'vitest'
import { asker, tokensOf } from '../support/asking.ts'
import { demoDirectory, quiet } from '../support/demoFolder.ts'

const base = 'http://localhost:8787'

/** The demo behind its front door, and its auditor with a token of this test's own. */
async function opened() {
  const { directory, remove } = await demoDirectory()
  const standalone = await openStandalone({ ...quiet, directory, base, assets: new Map() })
  onTestFinished(async () => {
    await standalone.close()
    await remove()
  })
  const ask = (path: string, more: RequestInit = {}) =>
    standalone.fetch(new Request(base + path, more), '127.0.0.1')
  const { open } = standalone
  const { publicKey, token } = await tokensOf('riverside', Date.now, () =>
    uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
  )
  const api = createApi({
    ...{ base, open, keys: async () => publicKey, fingerprintSecret: 'of this test' },
    quota: memoryQuota({ requests: 10_000, windowSeconds: 60 }),
    now: Date.now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    log: () => {},
  })
  const [rosa] = (await open('host').execute("SELECT id FROM person WHERE email GLOB 'rosa@*'"))
    .rows
  const asRosa = asker(api, 'riverside', token)
  const attachment = async (no: number, name: 'readReportLog' | 'readReportBalances') =>
    String((await asRosa(String(rosa?.id), name, { no: String(no) })).body)
  return { ask, attachment }
}

const community = '/v1/communities/riverside'

/** What anyone fetches of the community's keys. */
async function published(ask: (path: string) => Promise<Response>) {
  const { communities } = (await (await ask('/.well-known/commonhour.json')).json()) as {
    communities: Record<string, { origin: string; keys: unknown[] }>
  }
  const { keys = [], origin = '' } = communities.riverside ?? {}
  const read = keys.map(readPublicKey)
  return { origin, keys: read.filter((key): key is PublicKey => !isFinding(key)) }
}

test('the demo has three signed reports, and each is verified with what anyone can fetch', {
  timeout: 200_000,
}, async () => {
  const { ask, attachment } = await opened()
  const known = await published(ask)
  expect(known.keys.map(({ use }) => use).sort()).toEqual(['receipt', 'recovery', 'report'])
  const { items } = await (await ask(`${community}/reports`)).json()
  expect(items.map(({ no }: { no: number }) => no)).toEqual([3, 2, 1])
  let previous: string | undefined
  for (const no of [1, 2, 3]) {
    const accept = { headers: { accept: 'application/jose' } }
    const report = await (await ask(`${community}/reports/${no}`, accept)).text()
    const checks = await verifyReport({
      ...known,
      report,
      ...(previous !== undefined && { previous }),
      log: [await attachment(no, 'readReportLog')],
      balances: [await attachment(no, 'readReportBalances')],
    })
    expect(firstFinding(checks), `report ${no}`).toBeNull()
    const notShown = checks.filter(({ state }) => state === 'notShown').map(({ check }) => check)
    expect(notShown).toEqual(no === 1 ? ['followsTheOneBefore'] : [])
    previous = report
  }
})

test('whatever is written is sealed by the next round, and the proof page has the new head', async () => {
  const { ask } = await opened()
  const note = async () => (await ask(`${community}/checkpoints/latest`)).text()
  const before = await openCheckpoint(await note(), await published(ask))
  if (isFinding(before)) throw new Error(before.finding)
  expect(await (await ask('/dev/audit?whole=true', { method: 'POST' })).json()).toEqual({})
  await ask(`/dev/courier?aheadMs=${70 * 86_400_000}`, { method: 'POST' })
  const round = await (await ask('/dev/audit', { method: 'POST' })).json()
  expect(round).toEqual({ heads: 1 })
  const after = await openCheckpoint(await note(), await published(ask))
  if (isFinding(after)) throw new Error(after.finding)
  expect(after.size).toBeGreaterThan(before.size)
  const proof = await (await ask(`${community}/proof`)).json()
  expect(proof).toMatchObject({ checkpoint: { size: after.size }, logSize: after.size })
  expect((await ask('/dev/audit')).status).toBe(405)
})
