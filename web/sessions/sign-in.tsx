import { isRefusal, type Refusal } from '@commonhour/client'
import { PostForm, TextField } from '../parts/fields.tsx'
import { type Form, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, publicPage, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Tokens } from '../plumbing/tokens.ts'
import type { Visit } from '../plumbing/visit.ts'
import {
  type Arriving,
  arrivingCookie,
  arrivingCookieName,
  arrivingOf,
  insideOf,
  noSessionCookie,
  offeredCookie,
  offeredCookieName,
} from './cookies.ts'
import { enter } from './enter.ts'
import { PasskeyForm } from './passkeyForm.tsx'

/**
 * Sign in: an address, then the code that was sent to it. The answer is the same for unknown
 * addresses.
 */
export function mountSignIn(mount: Mount, tokens: Tokens): void {
  publicPage(mount, {
    path: '/sign-in',
    // Without passkeys, for whatever reason, there is still the code.
    read: async (visit) => ({ options: await visit.identity.passkeyAsking() }),
    show: (visit, { options }, trouble) => ({
      title: visit.say('signIn.title'),
      script: 'passkey',
      body: <AddressPage visit={visit} trouble={trouble} options={options} />,
    }),
    send: sendCode,
  })
  mountCode(mount, tokens)
  mount.app.post('/sign-out', async (c) => {
    const visit = mount.visit(c)
    if (visit.session !== undefined) {
      tokens.forget(visit.session)
      await visit.identity.signOut(visit.session)
    }
    // Pages kept for reading offline are the service worker's to take away, and so it does.
    const gone = { 'clear-site-data': '"cache"' }
    return redirect('/', { 'set-cookie': noSessionCookie(visit.env), ...gone })
  })
}

interface AddressPageProps {
  visit: Visit
  trouble: Trouble | undefined
  options: Refusal | object
}

function AddressPage({ visit, trouble, options }: AddressPageProps) {
  const { say } = visit
  const to = insideOf(trouble?.form.text('to') || visit.query('to'))
  return (
    <>
      <PostForm hidden={{ to }}>
        <p class="lead">{say('signIn.lead')}</p>
        <TextField
          visit={visit}
          trouble={trouble}
          name="email"
          type="email"
          label={say('signIn.email')}
          attributes={{ autocomplete: 'email webauthn', inputmode: 'email', spellcheck: 'false' }}
        />
        <button class="button" type="submit">
          {say('signIn.send')}
        </button>
      </PostForm>
      {isRefusal(options) ? null : (
        <PasskeyForm
          visit={visit}
          act="use"
          options={options}
          hidden={{ to }}
          action="/sign-in/passkey"
          button={say('passkey.use')}
          second
          quiet
        />
      )}
    </>
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

function mountCode(mount: Mount, tokens: Tokens): void {
  publicPage(mount, {
    path: '/sign-in/code',
    read: async (visit) => ({ arriving: arrivingAt(visit) }),
    show: (visit, { arriving }, trouble) => {
      // Without the cookie nobody asked for a code in this browser.
      if (arriving === undefined) return redirect('/sign-in')
      return {
        title: visit.say('signIn.codeTitle'),
        script: 'passkey',
        body: <CodePage visit={visit} arriving={arriving} trouble={trouble} />,
      }
    },
    send: (visit, form) => signIn(visit, form, tokens),
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
      <PostForm hidden={{ passkeys: '' }}>
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

async function signIn(visit: Visit, form: Form, tokens: Tokens): Promise<Sent> {
  const code = form.text('code').replace(/\s/g, '')
  const arriving = arrivingAt(visit)
  if (arriving === undefined) return redirect('/sign-in')
  if (code === '') return missing('code')
  const made = await visit.identity.signIn(arriving.email, code, visit.device)
  if (isRefusal(made)) return made
  // Where there can be a passkey it is offered, once: whoever says no is not asked again.
  const asked = visit.cookie(offeredCookieName(visit.env)) !== undefined
  if (asked || form.text('passkeys') === '') return enter(visit, made, arriving.to, tokens)
  const offer = `/sign-in/faster?${new URLSearchParams({ to: arriving.to })}`
  const response = await enter(visit, made, offer, tokens)
  response.headers.append('set-cookie', offeredCookie(visit.env))
  return response
}
