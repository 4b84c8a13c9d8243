import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BooksProof } from '@commonhour/contract'
import type { Browser, Cookie } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { launchBrowser } from '../../support/browser.ts'
import { type Host, hosts, type OpenHost } from '../../support/hosts.ts'
import { Member } from './member.ts'
import { Visitor } from './visitor.ts'

/** Every page works bare; the script only saves a second tap. */
export const ways = [
  { way: 'with JavaScript', javaScript: true },
  { way: 'without JavaScript', javaScript: false },
] as const

/** Where most stories are told; the first is told everywhere. */
export const standaloneOnly = hosts.filter(({ name }) => name === 'standalone')

/** For one tap on a busy machine. Nothing is ever waited for that is not bound to come. */
const patienceMs = 20_000
const dayMs = 86_400_000
const freshMs = 8 * 60_000

export const phone = { width: 360, height: 740 }

export interface EnterOptions {
  readonly javaScript?: boolean
  /** What their browser asks for: members of the demo read English, unless they say otherwise. */
  readonly locale?: string
}

/** A host that runs and a browser, for the stories of one file. */
export class Stage {
  host!: OpenHost
  private browser!: Browser
  private readonly open: Host['open']
  private visitors: Visitor[] = []
  private aheadMs = 0
  /** Who has signed in once stays so, as on one's own phone: codes are few per half hour. */
  private readonly sessions = new Map<string, { cookies: Cookie[]; since: number }>()

  constructor(open: Host['open']) {
    this.open = open
  }

  async begin(): Promise<void> {
    this.host = await this.open()
    this.browser = await launchBrowser()
  }

  async end(): Promise<void> {
    await this.browser?.close()
    await this.host?.close()
  }

  /** Somebody opens a browser of their own, on a phone. */
  async visitor(options: EnterOptions = {}): Promise<Visitor> {
    const { javaScript = true, locale = 'en-IE' } = options
    const context = await this.browser.newContext({
      viewport: phone,
      hasTouch: true,
      isMobile: true,
      javaScriptEnabled: javaScript,
      locale,
      timezoneId: 'Europe/Dublin',
    })
    context.setDefaultTimeout(patienceMs)
    const visitor = new Visitor(this.host.base, context, await context.newPage())
    this.visitors.push(visitor)
    return visitor
  }

  /** A member of the demo comes in by the front page, as far as their home. */
  async member(name: string, options: EnterOptions = {}): Promise<Member> {
    const email = `${name.split(' ')[0]?.toLowerCase()}@riverside.example`
    const member = new Member(this.host, await this.visitor(options), { name, email })
    const { context } = member.visitor
    const phone = `${name} ${options.javaScript}`
    const kept = this.sessions.get(phone)
    // What weighs much wants a code that is not old, and a story goes on for minutes.
    const isFresh = kept !== undefined && Date.now() - kept.since < freshMs
    await context.addCookies(isFresh ? kept.cookies : [])
    await member.comeIn()
    const since = isFresh ? kept.since : Date.now()
    this.sessions.set(phone, { cookies: await context.cookies(), since })
    return member
  }

  /**
   * So many days go by: the courier does then what time does and brings what it has to say, and
   * the community goes on from there. There is no way back.
   */
  async daysPass(days: number): Promise<void> {
    this.aheadMs += days * dayMs
    await this.host.round(this.aheadMs)
  }

  /** What anyone reads of the books. */
  async proof(): Promise<BooksProof> {
    const { base, demo } = this.host
    const answer = await fetch(`${base}/v1/communities/${demo.community}/proof`)
    return (await answer.json()) as BooksProof
  }

  /** How a story ends: the books are whole, and nobody's browser saw what it should not. */
  async expectAllIsWell(): Promise<void> {
    expect((await this.proof()).balanceSumSeconds).toBe(0)
    for (const visitor of this.visitors) visitor.expectNoFaults()
  }

  /** Everybody leaves; where the story went wrong, what they saw last is kept. */
  async clear(story: string | null): Promise<void> {
    const visitors = this.visitors.splice(0)
    if (story !== null) await keep(story, visitors)
    await Promise.all(visitors.map(({ context }) => context.close()))
  }
}

/** Sets up a stage around the stories of a `describe`. */
export function useStage(open: Host['open']): Stage {
  // Some forty pages make a story.
  vi.setConfig({ testTimeout: 6 * patienceMs })
  const stage = new Stage(open)
  beforeAll(() => stage.begin())
  afterEach(({ task }) => stage.clear(task.result?.state === 'fail' ? task.name : null))
  afterAll(() => stage.end())
  return stage
}

/** A picture and the HTML of every page that was open. */
async function keep(story: string, visitors: readonly Visitor[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhour-story-'))
  for (const [index, { page, faults }] of visitors.entries()) {
    await page.screenshot({ path: join(folder, `${index}.png`), fullPage: true })
    const heard = `<!-- ${page.url()} ${faults.join('; ')} -->\n`
    await writeFile(join(folder, `${index}.html`), heard + (await page.content()))
  }
  console.error(`"${story}" failed; what was on the screens: ${folder}`)
}
