import { type Client, createClient, isRefusal, type Refusal } from '@commonhour/client'
import type { Account, Statement } from '@commonhour/contract'
import type { OpenHost } from '../../support/hosts.ts'
import { type Visitor, wordsOf } from './visitor.ts'

export interface StatementRow {
  readonly what: string
  readonly hours: string
  readonly after: string
}

/** Where an account stands, and its lines. */
export interface OwnBooks {
  readonly account: Account
  readonly statement: Statement
}

/** A member of the community at their browser, with a look into their own books through the API. */
export class Member {
  readonly visitor: Visitor
  readonly name: string
  readonly community: string
  private readonly host: OpenHost
  private readonly email: string

  constructor(host: OpenHost, visitor: Visitor, who: { name: string; email: string }) {
    this.host = host
    this.visitor = visitor
    this.name = who.name
    this.email = who.email
    this.community = host.demo.community
  }

  /** From the front page to the community and in; by a code that comes by mail, the first time. */
  async comeIn(): Promise<void> {
    const { visitor } = this
    const cookies = await visitor.context.cookies()
    const isIn = cookies.some(({ name }) => name.endsWith('session'))
    await visitor.open('/')
    await visitor.tap('link', 'Riverside Time Bank')
    await visitor.tap('link', isIn ? 'Go to my page' : 'Sign in')
    if (!isIn) await this.provesWhoTheyAre()
    visitor.startCounting()
  }

  /** On the sign-in page: address, code, in; a passkey is for another day. */
  async provesWhoTheyAre(): Promise<void> {
    await this.givesTheCode()
    await this.leavesPasskeys()
  }

  /** A passkey is offered once, where the browser has them. */
  async leavesPasskeys(): Promise<void> {
    const { visitor } = this
    if ((await visitor.question()) === 'Sign in faster next time?') {
      await visitor.tap('link', 'Not now')
    }
  }

  /** Address, and the code that was sent to it. */
  async givesTheCode(): Promise<void> {
    const { visitor } = this
    await visitor.type('E-mail address', this.email)
    await visitor.tap('button', 'Send me a code')
    await visitor.type('The code from the message', await this.host.code(this.email))
    await visitor.tap('button', 'Sign in')
  }

  async goHome(): Promise<void> {
    await this.visitor.open(`/${this.community}/home`)
  }

  /** My lines as the page shows them, the newest first. */
  async statementPage(): Promise<StatementRow[]> {
    await this.visitor.open(`/${this.community}/statement`)
    const rows = await this.visitor.page.locator('tbody').getByRole('row').all()
    return Promise.all(
      rows.map(async (row) => {
        const cell = (index: number) => wordsOf(row.getByRole('cell').nth(index))
        return { what: await cell(0), hours: await cell(1), after: await cell(2) }
      }),
    )
  }

  /** The public API, as this member's session opens it. */
  async client(): Promise<Client> {
    const { base } = this.host
    const cookies = await this.visitor.context.cookies(base)
    const session = cookies.find(({ name }) => name.endsWith('session'))?.value
    if (session === undefined) throw new Error(`${this.name} is not signed in.`)
    const answer = await fetch(`${base}/auth/token`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${session}`,
        'content-type': 'application/json',
        origin: base,
      },
      body: JSON.stringify({ community: this.community }),
    })
    const { token } = (await answer.json()) as { token: string }
    return createClient({ base, token: () => token })
  }

  /** Where my account stands and its lines, through the API. */
  async books(): Promise<OwnBooks> {
    const { community } = this
    const client = await this.client()
    const home = answered(await client.readHome({ community }))
    if (home.account === null) throw new Error(`${this.name} has no account.`)
    const { id } = home.account
    const statement = answered(await client.readStatement({ community, account: id }))
    return { account: home.account, statement }
  }
}

/** An answer that must not be a refusal. */
export function answered<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`Refused: ${answer.code}. ${answer.says}`)
  return answer as T
}
