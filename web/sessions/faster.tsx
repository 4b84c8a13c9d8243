import { isRefusal, type Refusal, refusalOf } from '@commonhour/client'
import { fault } from '@commonhour/contract'
import { TextField } from '../parts/fields.tsx'
import { type Form, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, publicPage, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { insideOf } from './cookies.ts'
import { PasskeyForm, responseOf } from './passkeyForm.tsx'

interface Matter {
  options: Refusal | { excludeCredentials?: object[] }
}

/**
 * "Sign in faster next time?": asked once after a code, in each browser, and reached from Me
 * whenever somebody likes. Whoever has a passkey is not asked.
 */
export function mountFaster(mount: Mount): void {
  publicPage<Matter>(mount, {
    path: '/sign-in/faster',
    read: async ({ session, identity }) => {
      if (session === undefined) return refusalOf(fault('session_has_ended'), 401)
      const options = await identity.passkeyMaking(session)
      return isRefusal(options) && options.status === 401 ? options : { options }
    },
    show: (visit, { options }, trouble) => {
      const to = insideOf(trouble?.form.text('to') || visit.query('to'))
      if (isRefusal(options)) return redirect(otherwise(visit, options, to))
      const wished = visit.query('wished') !== '' || trouble !== undefined
      if (!wished && (options.excludeCredentials ?? []).length > 0) return redirect(to)
      return {
        title: visit.say('passkey.offerTitle'),
        script: 'passkey',
        body: <OfferPage visit={visit} options={options} to={to} trouble={trouble} />,
      }
    },
    send: make,
  })
}

/** Nobody is kept from where they were going by an offer that cannot be made. */
function otherwise({ url }: Visit, { fault }: Refusal, to: string): string {
  if (fault !== 'step_up_is_needed') return to
  return `/prove?${new URLSearchParams({ to: url.pathname + url.search })}`
}

interface OfferPageProps {
  visit: Visit
  options: object
  to: string
  trouble: Trouble | undefined
}

function OfferPage({ visit, options, to, trouble }: OfferPageProps) {
  const { say, device } = visit
  return (
    <>
      <p class="lead">{say('passkey.offerLead')}</p>
      <p>{say('passkey.offerHow')}</p>
      <PasskeyForm
        visit={visit}
        act="make"
        options={options}
        hidden={{ to }}
        button={say('passkey.make')}
      >
        <TextField
          visit={visit}
          trouble={trouble}
          name="name"
          label={say('passkey.name')}
          hint={say('passkey.nameHint')}
          value={device || say('passkey.nameUsual')}
          attributes={{ maxlength: 60, required: true }}
        />
      </PasskeyForm>
      <p>
        <a href={to}>{say('passkey.notNow')}</a>
      </p>
    </>
  )
}

async function make({ session = '', identity }: Visit, form: Form): Promise<Sent> {
  const name = form.text('name')
  if (name === '') return missing('name')
  const response = responseOf(form.text('response'))
  if (response === undefined) return refusalOf(fault('passkey_is_not_good'), 400)
  const made = await identity.makePasskey(session, name.slice(0, 60), response)
  return isRefusal(made) ? made : { go: insideOf(form.text('to')) }
}
