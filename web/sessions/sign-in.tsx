import { isRefusal } from '@commonhour/client'
import { PostForm, TextField } from '../parts/fields.tsx'
import { type Form, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, nothingMore, publicPage, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Tokens } from '../plumbing/tokens.ts'
import type { Visit } from '../plumbing/visit.ts'
import {
  type Arriving,
  arrivingCookie,
  arrivingCookieName,
  arrivingOf,
  insideOf,
  noSessionCookie,
  sessionCookie,
} from './cookies.ts'

/**
 * Sign in: an address, then the code that was sent to it. The answer is the same for unknown
 * addresses.
 */
export function mountSignIn(mount: Mount, tokens: Tokens): void {
  publicPage(mount, {
    path: '/sign-in',
    read: nothingMore,
    show: (visit, _, trouble) => ({
      title: visit.say('signIn.title'),
      body: <AddressPage visit={visit} trouble={trouble} />,
    }),
    send: sendCode,
  })
  mountCode(mount)
  mount.app.post('/sign-out', async (c) => {
    const visit = mount.visit(c)
    if (visit.session !== undefined) {
      tokens.forget(visit.session)
      await visit.identity.signOut(visit.session)
    }
    return redirect('/', { 'set-cookie': noSessionCookie(visit.env) })
  })
}

function AddressPage({ visit, trouble }: { visit: Visit; trouble: Trouble | undefined }) {
  const { say } = visit
  const to = trouble?.form.text('to') || insideOf(visit.query('to'))
  return (
    <PostForm hidden={{ to }}>
      <p class="lead">{say('signIn.lead')}</p>
      <TextField
        visit={visit}
        trouble={trouble}
        name="email"
        type="email"
        label={say('signIn.email')}
        attributes={{ autocomplete: 'email', inputmode: 'email', spellcheck: 'false' }}
      />
      <button class="button" type="submit">
        {say('signIn.send')}
      </button>
    </PostForm>
  )
}

async function sendCode(visit: Visit, form: Form): Promise<Sent> {
  const email = form.text('email')
  if (!/^\S+@\S+$/.test(email)) return missing('email')
  const sent = await visit.identity.sendCode(email)
  if (isRefusal(sent)) return sent
  const arriving = { email, to: insideOf(form.text('to')) }
  return redirect('/sign-in/code', { 'set-cookie': arrivingCookie(visit.env, arriving) })
}

function mountCode(mount: Mount): void {
  publicPage(mount, {
    path: '/sign-in/code',
    read: async (visit) => ({ arriving: arrivingAt(visit) }),
    show: (visit, { arriving }, trouble) => {
      // Without the cookie nobody asked for a code in this browser.
      if (arriving === undefined) return redirect('/sign-in')
      return {
        title: visit.say('signIn.codeTitle'),
        body: <CodePage visit={visit} arriving={arriving} trouble={trouble} />,
      }
    },
    send: signIn,
  })
}

function arrivingAt(visit: Visit): Arriving | undefined {
  return arrivingOf(visit.cookie(arrivingCookieName(visit.env)))
}

interface CodePageProps {
  visit: Visit
  arriving: Arriving
  trouble: Trouble | undefined
}

function CodePage({ visit, arriving, trouble }: CodePageProps) {
  const { say } = visit
  return (
    <>
      <PostForm hidden={{}}>
        <p class="lead">{say('signIn.sent', { email: arriving.email })}</p>
        {visit.env.developmentMail ? (
          <p class="note">
            <a href="/dev/mail">{say('signIn.developmentMail')}</a>
          </p>
        ) : null}
        <TextField
          visit={visit}
          trouble={trouble}
          name="code"
          label={say('signIn.code')}
          hint={say('signIn.codeHint')}
          attributes={{ autocomplete: 'one-time-code', inputmode: 'numeric', class: 'code' }}
        />
        <button class="button" type="submit">
          {say('signIn.enter')}
        </button>
      </PostForm>
      <p>
        <a href={`/sign-in?${new URLSearchParams({ to: arriving.to })}`}>{say('signIn.newCode')}</a>
      </p>
    </>
  )
}

async function signIn(visit: Visit, form: Form): Promise<Sent> {
  const code = form.text('code').replace(/\s/g, '')
  const arriving = arrivingAt(visit)
  if (arriving === undefined) return redirect('/sign-in')
  if (code === '') return missing('code')
  const made = await visit.identity.signIn(arriving.email, code)
  if (isRefusal(made)) return made
  const seconds = Math.max(0, Math.floor((Date.parse(made.expiresAt) - visit.now) / 1000))
  const response = redirect(arriving.to)
  response.headers.append('set-cookie', sessionCookie(visit.env, made.session, seconds))
  response.headers.append('set-cookie', arrivingCookie(visit.env, null))
  return response
}
