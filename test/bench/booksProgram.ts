import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerCalls } from './child.ts'
import { openDirectory } from './community.ts'

let close = async () => {}

answerCalls({
  /** libsql-local on loopback, and beside it an origin that tells its public keys. */
  async open(directory: string, jwks: object) {
    const { libsql } = openDirectory(directory)
    const { url } = await libsql.listen(0)
    const keys = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks))
    })
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve))
    close = async () => {
      keys.close()
      keys.closeAllConnections()
      await libsql.close()
    }
    return { base: `http://127.0.0.1:${(keys.address() as AddressInfo).port}`, url }
  },
  close: () => close(),
})
