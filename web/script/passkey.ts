// The pages where somebody signs in, or makes a passkey, load this, and no others. It asks the
// browser for what stands in the page, puts the answer into the form, and sends that.

const able = typeof PublicKeyCredential === 'function' && 'credentials' in navigator

/** After a code, passkeys are offered only where there can be any. */
for (const input of document.querySelectorAll<HTMLInputElement>('input[name="passkeys"]')) {
  input.value = able ? '1' : ''
}

const place = document.getElementById('passkey')
const form = place?.querySelector('form')
if (able && place && form) begin(place, form)

function begin(place: HTMLElement, form: HTMLFormElement): void {
  const options = JSON.parse(place.dataset.options ?? '{}')
  const failed = document.getElementById('passkey-failed')
  let asking = new AbortController()
  place.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    // Two questions at a time are one too many for a browser: the quiet one ends.
    event.stopPropagation()
    asking.abort()
    asking = new AbortController()
    if (failed) failed.hidden = true
    try {
      send(form, await ask(place.dataset.act, options, asking.signal))
    } catch {
      // They said no, or took too long: the form stays, to try again.
      if (failed) failed.hidden = false
    }
  })
  if (place.dataset.quiet !== undefined) void quietly(form, options, asking.signal)
}

/** Offered among what the browser fills the address in with; whoever types is not disturbed. */
async function quietly(form: HTMLFormElement, options: Options, signal: AbortSignal) {
  try {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
    send(form, await ask('use', options, signal, 'conditional'))
  } catch {
    // Not chosen, or asked for by the button meanwhile.
  }
}

// As identity wrote them: bytes are base64url.
type Listed = { id: string; transports?: AuthenticatorTransport[] }[]
type Options = {
  challenge: string
  user?: { id: string; name: string; displayName: string }
  allowCredentials?: Listed
  excludeCredentials?: Listed
}

async function ask(
  act: string | undefined,
  options: Options,
  signal: AbortSignal,
  mediation?: CredentialMediationRequirement,
): Promise<PublicKeyCredential> {
  const { user, allowCredentials, excludeCredentials } = options
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    ...(user && { user: { ...user, id: bytesOf(user.id) } }),
    ...(allowCredentials && { allowCredentials: listed(allowCredentials) }),
    ...(excludeCredentials && { excludeCredentials: listed(excludeCredentials) }),
  }
  const asked = { publicKey: publicKey as never, signal, ...(mediation && { mediation }) }
  const credentials = navigator.credentials
  const given = await (act === 'make' ? credentials.create(asked) : credentials.get(asked))
  if (given === null) throw new Error('no passkey')
  return given as PublicKeyCredential
}

function listed(list: Listed) {
  return list.map((one) => ({ ...one, id: bytesOf(one.id), type: 'public-key' as const }))
}

function send(form: HTMLFormElement, { id, rawId, response }: PublicKeyCredential): void {
  const said = response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse
  const bytes = {
    clientDataJSON: said.clientDataJSON,
    attestationObject: said.attestationObject,
    authenticatorData: said.signature && said.authenticatorData,
    signature: said.signature,
    userHandle: said.userHandle,
  }
  const texts = Object.entries(bytes).flatMap(([name, one]) => (one ? [[name, textOf(one)]] : []))
  const transports = said.getTransports?.()
  const answer = {
    id,
    rawId: textOf(rawId),
    type: 'public-key',
    clientExtensionResults: {},
    response: { ...Object.fromEntries(texts), ...(transports && { transports }) },
  }
  const field = form.elements.namedItem('response') as HTMLInputElement
  field.value = JSON.stringify(answer)
  form.submit()
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (one) => one.charCodeAt(0))
}

function textOf(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
