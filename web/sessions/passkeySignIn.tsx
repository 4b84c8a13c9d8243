import { isRefusal, refusalOf } from '@commonhour/client'
import { fault } from '@commonhour/contract'
import type { Form } from '../plumbing/form.ts'
import { type Mount, publicPage, type Sent } from '../plumbing/pages.tsx'
import type { Tokens } from '../plumbing/tokens.ts'
import type { Visit } from '../plumbing/visit.ts'
import { insideOf } from './cookies.ts'
import { enter } from './enter.ts'
import { PasskeyForm, responseOf } from './passkeyForm.tsx'

/** Sign in by a passkey; what the sign-in page offers beside the code, and where it is sent to. */
export function mountPasskeySignIn(mount: Mount, tokens: Tokens): void {
  publicPage(mount, {
    path: '/sign-in/passkey',
    read: (visit) => visit.identity.passkeyAsking(),
    show: (visit, options, trouble) => {
      const to = insideOf(trouble?.form.text('to') || visit.query('to'))
      return {
        title: visit.say('passkey.signInTitle'),
        script: 'passkey',
        body: (
          <>
            <p class="lead">{visit.say('passkey.signInLead')}</p>
            <PasskeyForm
              visit={visit}
              act="use"
              options={options}
              hidden={{ to }}
              button={visit.say('passkey.use')}
            />
            <p>
              <a href={`/sign-in?${new URLSearchParams({ to })}`}>{visit.say('passkey.byCode')}</a>
            </p>
          </>
        ),
      }
    },
    send: (visit, form) => signIn(visit, form, tokens),
  })
}

async function signIn(visit: Visit, form: Form, tokens: Tokens): Promise<Sent> {
  const response = responseOf(form.text('response'))
  if (response === undefined) return refusalOf(fault('passkey_is_not_good'), 400)
  const made = await visit.identity.signInByPasskey(response, visit.device)
  if (isRefusal(made)) return made
  return enter(visit, made, insideOf(form.text('to')), tokens)
}
