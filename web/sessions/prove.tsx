import { isRefusal, type Refusal, refusalOf } from '@commonhour/client'
import { fault } from '@commonhour/contract'
import { PostForm } from '../parts/fields.tsx'
import type { Form } from '../plumbing/form.ts'
import { type Mount, publicPage, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Tokens } from '../plumbing/tokens.ts'
import type { Visit } from '../plumbing/visit.ts'
import { arrivingCookie, insideOf } from './cookies.ts'
import { PasskeyForm, responseOf } from './passkeyForm.tsx'

interface Matter {
  email: string
  options: { allowCredentials?: object[] }
}

/** "Is it you?": asked before what weighs much, of whoever has not just shown it. */
export function mountProve(mount: Mount, tokens: Tokens): void {
  publicPage<Matter>(mount, {
    path: '/prove',
    read,
    show: (visit, matter, trouble) => ({
      title: visit.say('prove.title'),
      script: 'passkey',
      body: (
        <ProvePage
          visit={visit}
          matter={matter}
          to={insideOf(trouble?.form.text('to') || visit.query('to'))}
        />
      ),
    }),
    send: (visit, form) => prove(visit, form, tokens),
  })
}

async function read({ session, identity }: Visit): Promise<Matter | Refusal> {
  if (session === undefined) return refusalOf(fault('session_has_ended'), 401)
  const [whose, options] = await Promise.all([
    identity.readSession(session),
    identity.passkeyAsking(session),
  ])
  if (isRefusal(whose)) return whose
  return isRefusal(options) ? options : { email: whose.person.email, options }
}

function ProvePage({ visit, matter, to }: { visit: Visit; matter: Matter; to: string }) {
  const { say } = visit
  const has = (matter.options.allowCredentials ?? []).length > 0
  return (
    <>
      <p class="lead">{say('prove.lead')}</p>
      {has ? (
        <PasskeyForm
          visit={visit}
          act="use"
          options={matter.options}
          hidden={{ to, act: 'passkey' }}
          button={say('passkey.use')}
        />
      ) : null}
      <PostForm hidden={{ to, act: 'code' }}>
        <p>{say(has ? 'prove.lost' : 'prove.code', { email: matter.email })}</p>
        <button class={has ? 'button second' : 'button'} type="submit">
          {say('signIn.send')}
        </button>
      </PostForm>
    </>
  )
}

async function prove(visit: Visit, form: Form, tokens: Tokens): Promise<Sent> {
  const { session = '', identity } = visit
  const to = insideOf(form.text('to'))
  if (form.text('act') === 'code') return sendCode(visit, to)
  const response = responseOf(form.text('response'))
  if (response === undefined) return refusalOf(fault('passkey_is_not_good'), 400)
  const proven = await identity.prove(session, response)
  if (isRefusal(proven)) return proven
  // A token says how its session was proven: the next page asks for a new one.
  tokens.forget(session)
  return { go: to }
}

/** To their own address only, whatever the form says. */
async function sendCode(visit: Visit, to: string): Promise<Sent> {
  const { session = '', identity } = visit
  const whose = await identity.readSession(session)
  if (isRefusal(whose)) return whose
  const { email } = whose.person
  const sent = await identity.sendCode(email)
  if (isRefusal(sent)) return sent
  return redirect('/sign-in/code', { 'set-cookie': arrivingCookie(visit.env, { email, to }) })
}
