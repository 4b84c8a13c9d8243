// A passkey from the first code to its removal: made, used, copied, and let go.
import type { CDPSession } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { Member } from './support/member.ts'
import { standaloneOnly, useStage } from './support/stage.ts'
import type { Visitor } from './support/visitor.ts'

const offer = 'Sign in faster next time?'

describe.each(standaloneOnly)('a passkey on $name', ({ open }) => {
  const stage = useStage(open)

  test('is offered once, signs in, shows a copy, and is removed', async () => {
    const visitor = await stage.visitor()
    const finger = await Finger.on(visitor)
    const who = { name: 'Ana Ruiz', email: 'ana@riverside.example' }
    const ana = new Member(stage.host, visitor, who)
    await goesToSignIn(visitor)
    await ana.givesTheCode()
    expect(await visitor.question()).toBe(offer)
    await visitor.type('What shall we call it?', 'My finger')
    await visitor.tap('button', 'Make a passkey')
    expect(new URL(visitor.page.url()).pathname).toBe('/riverside/home')
    const before = await ana.books()

    await opensMySignIn(visitor)
    expect(await visitor.text()).toContain('Not used yet')
    await visitor.tap('button', 'Sign out')
    await signsInBy(finger, visitor)
    expect(await ana.books()).toEqual(before)
    await opensMySignIn(visitor)
    expect(await visitor.text()).toMatch(/My finger\s+Made on .*\s+Last used on /)
    expect(await visitor.text()).toContain('This is where you are now.')

    await visitor.tap('button', 'Sign out')
    await finger.isCopied()
    await signsInBy(finger, visitor)
    expect(await visitor.page.title()).toMatch(/^There is a problem/)
    expect(await visitor.text()).toContain('This passkey may have been copied')

    await visitor.tap('link', 'Sign in by a code instead')
    await ana.givesTheCode()
    // Asked once, never again.
    expect(await visitor.question()).not.toBe(offer)
    await opensMySignIn(visitor)
    await visitor.tap('link', 'Remove My finger')
    await visitor.tap('button', 'Remove this passkey')
    expect(await visitor.text()).toContain('You have no passkey yet.')
    await visitor.tap('button', 'Sign out')
    await signsInBy(finger, visitor)
    expect(await visitor.text()).toContain('This passkey is not known here any more.')
    await stage.expectAllIsWell()
  })
})

/** An authenticator with a reader for a finger, which is laid on it when a story says so. */
class Finger {
  private readonly protocol: CDPSession
  private readonly authenticatorId: string

  private constructor(protocol: CDPSession, authenticatorId: string) {
    this.protocol = protocol
    this.authenticatorId = authenticatorId
  }

  static async on({ context, page }: Visitor): Promise<Finger> {
    const protocol = await context.newCDPSession(page)
    await protocol.send('WebAuthn.enable')
    const { authenticatorId } = await protocol.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return new Finger(protocol, authenticatorId)
  }

  async lies(enabled: boolean): Promise<void> {
    const { authenticatorId } = this
    await this.protocol.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId,
      enabled,
    })
  }

  /** Its one passkey as it was when it was new: what a copy made then would have. */
  async isCopied(): Promise<void> {
    const { authenticatorId } = this
    const { credentials } = await this.protocol.send('WebAuthn.getCredentials', { authenticatorId })
    const [credential] = credentials
    if (credential === undefined) throw new Error('There is no passkey to copy.')
    const { credentialId } = credential
    await this.protocol.send('WebAuthn.removeCredential', { authenticatorId, credentialId })
    await this.protocol.send('WebAuthn.addCredential', {
      authenticatorId,
      credential: { ...credential, signCount: 0 },
    })
  }
}

async function goesToSignIn(visitor: Visitor): Promise<void> {
  await visitor.open('/')
  await visitor.tap('link', 'Riverside Time Bank')
  await visitor.tap('link', 'Sign in')
}

async function opensMySignIn(visitor: Visitor): Promise<void> {
  await visitor.open('/riverside/me')
  await visitor.tap('link', 'How I sign in')
  expect(await visitor.question()).toBe('How I sign in')
}

/**
 * No finger lies there while the page opens: a browser that offers by itself would be too quick to
 * be seen. What was asked then does not notice a finger that comes later.
 */
async function signsInBy(finger: Finger, visitor: Visitor): Promise<void> {
  await finger.lies(false)
  await goesToSignIn(visitor)
  await visitor.page.waitForLoadState('networkidle')
  await finger.lies(true)
  await visitor.tap('button', 'Use a passkey')
  await finger.lies(false)
}
