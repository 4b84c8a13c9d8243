import { isRefusal, type Refusal, refusalOf } from '@commonhour/client'
import { type Community, fault, type Home } from '@commonhour/contract'
import type { Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { actingCookie } from '../delegations/acting.ts'
import { languages, spokenOf } from '../messages.ts'
import { Layout } from '../parts/layout.tsx'
import { RefusalPage, titleOf } from '../parts/refusals.tsx'
import { Form, type Trouble } from './form.ts'
import { languageCookie } from './language.ts'
import { answerQueued, queuedHeader } from './queued.ts'
import type { Frame, Shown } from './shown.ts'
import { type Visit, visitIn } from './visit.ts'

export type { Shown }

/** Where to go after something was done, or why it was refused. */
export type Sent = Refusal | Response | { go: string }

/**
 * A page of a signed-in member: its frame comes from `readHome`, its own matter from one more call.
 */
export interface MemberPage<R> {
  path: string
  /** `home` is under way already, for what cannot be asked without it. */
  read: (visit: Visit, home: Promise<Home | Refusal>) => Promise<R | Refusal>
  show: (visit: Visit, home: Home, matter: R, trouble?: Trouble) => Shown | Response
  send?: (visit: Visit, form: Form) => Promise<Sent>
}

/** A page of anyone. */
export interface PublicPage<R> {
  path: string
  read: (visit: Visit) => Promise<R | Refusal>
  show: (visit: Visit, matter: R, trouble?: Trouble) => (Shown & Frame) | Response
  send?: (visit: Visit, form: Form) => Promise<Sent>
}

export type Mount = { app: Hono; visit: (c: Context) => Visit }

/** For pages whose matter is the home answer alone. */
export async function nothingMore(): Promise<Record<never, never>> {
  return {}
}

/** Serves a member's page, and its form where it has one. */
export function memberPage<R>(mount: Mount, page: MemberPage<R>): void {
  serve(mount, page, async (visit, trouble) => {
    const { community } = visit
    const asked = visit.client.readHome({ community })
    const [home, matter] = await Promise.all([asked, page.read(visit, asked)])
    if (isRefusal(home)) return refuse(visit, home, {}, trouble)
    const frame = { community: home.community, member: home.member }
    const heard = inOwnLanguage(visit, home)
    // Who waits to be admitted sees one page only: what happens next.
    if (home.member.state === 'applied') return redirect(visit.to('join'))
    if (isRefusal(matter)) return refuse(heard, matter, frame, trouble)
    // The day it is on a page is the day it is where the books stand.
    const there = { ...heard, now: Math.max(visit.now, Date.parse(home.at)) }
    const shown = page.show(there, home, matter, trouble)
    if (shown instanceof Response) return shown
    return remembering(visit, there, render(there, frame, shown, trouble))
  })
}

/** Serves a page of anyone, and its form where it has one. */
export function publicPage<R>(mount: Mount, page: PublicPage<R>): void {
  serve(mount, page, async (visit, trouble) => {
    const matter = await page.read(visit)
    if (isRefusal(matter)) return refuse(visit, matter, {}, trouble)
    const shown = page.show(visit, matter, trouble)
    if (shown instanceof Response) return shown
    // Whoever asks for no language of ours reads the community's own, which is known only now.
    const there = inTheirLanguage(visit, shown.community)
    const again = there === visit ? shown : page.show(there, matter, trouble)
    return again instanceof Response ? again : render(there, again, again, trouble)
  })
}

/** A member reads their own language; who acts for another, the one this browser asks for. */
function inOwnLanguage(visit: Visit, { community, member }: Home): Visit {
  const own = visit.actingFor === undefined ? spokenOf(member.languages) : undefined
  return own === undefined ? inTheirLanguage(visit, community) : visitIn(visit, own)
}

function inTheirLanguage(visit: Visit, community: Community | undefined): Visit {
  const [first] = languages
  return visitIn(visit, visit.asked ?? spokenOf(community?.languages ?? []) ?? first)
}

/** What is said before a member is known (forms sent, refusals, signing in) is said likewise. */
function remembering(visit: Visit, { language }: Visit, response: Response): Response {
  if (language !== visit.asked) {
    response.headers.append('set-cookie', languageCookie(visit.env, language))
  }
  return response
}

type Answer = (visit: Visit, trouble?: Trouble) => Promise<Response>
type Sending = { path: string; send?: (visit: Visit, form: Form) => Promise<Sent> }

function serve({ app, visit: visitOf }: Mount, { path, send }: Sending, answer: Answer): void {
  app.get(path, (c) => answer(visitOf(c)))
  if (send === undefined) return
  app.post(path, async (c) => {
    const visit = visitOf(c)
    const form = await formOf(c)
    if (form === null) return notAForm(visit)
    const queuedBy = c.req.header(queuedHeader)
    if (queuedBy !== undefined) return answerQueued(visit, queuedBy, () => send(visit, form))
    const sent = await send(visit, form)
    if (sent instanceof Response) return sent
    return isRefusal(sent) ? answer(visit, { refusal: sent, form }) : redirect(sent.go)
  })
}

/** What was sent, or null when it is no form. */
async function formOf(c: Context): Promise<Form | null> {
  try {
    return new Form(await c.req.formData())
  } catch (cause) {
    // Anything else, such as a body that is too large, is told by whoever threw it.
    if (cause instanceof TypeError) return null
    throw cause
  }
}

function notAForm(visit: Visit): Response {
  const refusal = refusalOf(fault('request_is_malformed'), 400)
  return refuse(visit, refusal, {}, { refusal, form: new Form(new FormData()) })
}

/** After a post the browser gets another page, so that reloading it sends nothing. */
export function redirect(to: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { ...headers, location: to } })
}

export function render(visit: Visit, frame: Frame, shown: Shown, trouble?: Trouble): Response {
  const status = trouble === undefined ? 200 : trouble.refusal.status || 503
  const page = <Layout visit={visit} frame={frame} shown={shown} trouble={trouble} />
  return html(visit, page, status)
}

/** A refusal that no form can show: sign in, join, or a page that says what to do next. */
export function refuse(visit: Visit, refusal: Refusal, frame: Frame, trouble?: Trouble): Response {
  const { pathname, search } = visit.url
  const told = toldOf(visit, refusal, trouble)
  if (trouble === undefined && told.status === 401) {
    return redirect(`/sign-in?${new URLSearchParams({ to: pathname + search })}`)
  }
  if (trouble === undefined && told.fault === 'actor_is_not_a_member') {
    return redirect(visit.to('join'))
  }
  // What let them act has ended: they are themselves again, and are told so.
  if (visit.actingFor !== undefined && told.fault === 'actor_may_not_act_for_them') {
    const cookie = actingCookie(visit.env, visit.community, null)
    return redirect(`${visit.to('me', 'helpers')}?ended=1`, { 'set-cookie': cookie })
  }
  const shown = {
    title: titleOf(visit, told),
    body: <RefusalPage visit={visit} refusal={told} form={trouble?.form} />,
  }
  const page = <Layout visit={visit} frame={frame} shown={shown} />
  return html(visit, page, told.status || 503)
}

function toldOf(visit: Visit, refusal: Refusal, trouble: Trouble | undefined): Refusal {
  if (refusal.status === 401) return visit.tokenRefusal() ?? refusal
  // A page that was only asked for had no fields: its address names nothing there can be.
  const address = trouble === undefined && refusal.fault === 'request_is_malformed'
  return address ? refusalOf(fault('not_found'), 404) : refusal
}

function html({ language }: Visit, page: Child, status: number): Response {
  return new Response(`<!doctype html>${page}`, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language.tag,
      vary: 'Accept-Language, Cookie',
    },
  })
}
