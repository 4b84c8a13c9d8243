import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** An authenticator in software: ES256, present and verified, attesting to nothing. */
export interface Authenticator {
  readonly id: string
  /** How often it has signed, and what it says next is one more. A copy has its own. */
  counter: number
  /** Answers `navigator.credentials.create`, at this origin. */
  make(options: { challenge: string; rp: { id?: string } }, origin: string): object
  /** Answers `navigator.credentials.get`, at this origin. */
  use(options: { challenge: string; rpId?: string }, origin: string): Answer
}

export interface Answer {
  id: string
  rawId: string
  type: string
  response: { clientDataJSON: string; authenticatorData: string; signature: string }
  clientExtensionResults: object
}

export function newAuthenticator(): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const named = { id: text(id), rawId: text(id), type: 'public-key', clientExtensionResults: {} }
  return {
    id: text(id),
    counter: 0,
    make({ challenge, rp }, origin) {
      const key = publicKey.export({ format: 'jwk' })
      const data = Buffer.concat([
        start(rp.id ?? '', 0x45, this.counter),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(key.x ?? '', 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(key.y ?? '', 'base64url'),
      ])
      const clientDataJSON = text(client('webauthn.create', challenge, origin))
      const response = { clientDataJSON, attestationObject: text(attested(data)) }
      return { ...named, response: { ...response, transports: ['internal'] } }
    },
    use({ challenge, rpId }, origin) {
      this.counter += 1
      const data = start(rpId ?? '', 0x05, this.counter)
      const said = client('webauthn.get', challenge, origin)
      const signature = sign('sha256', Buffer.concat([data, sha256(said)]), privateKey)
      const response = { clientDataJSON: text(said), authenticatorData: text(data) }
      return { ...named, response: { ...response, signature: text(signature) } }
    },
  }
}

function start(place: string, flags: number, counter: number): Buffer {
  const rest = Buffer.alloc(5)
  rest.writeUInt8(flags)
  rest.writeUInt32BE(counter, 1)
  return Buffer.concat([sha256(Buffer.from(place)), rest])
}

/** CBOR: { fmt: 'none', attStmt: {}, authData }. */
function attested(data: Buffer): Buffer {
  const before = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex')
  return Buffer.concat([before, Buffer.from([data.length]), data])
}

function client(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function text(bytes: Buffer): string {
  return bytes.toString('base64url')
}
