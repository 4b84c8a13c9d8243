import type { Child } from 'hono/jsx'
import { PostForm } from '../parts/fields.tsx'
import type { Visit } from '../plumbing/visit.ts'

interface PasskeyFormProps {
  visit: Visit
  /** Whether a passkey is to be made, or one that stands is to be used. */
  act: 'make' | 'use'
  /** What the browser is to be asked, as identity said it. */
  options: object
  hidden: Record<string, string>
  action?: string
  button: string
  /** Looks less than the button that stands beside it. */
  second?: boolean
  /** Also offered where the browser fills in the address, without any tap. */
  quiet?: boolean
  children?: Child
}

/**
 * A form that an authenticator fills in. Nothing of it is seen where no script runs, or where the
 * browser has no passkeys: a code does the same there.
 */
export function PasskeyForm(props: PasskeyFormProps) {
  const { visit, act, options, hidden, action, button, second = false, quiet = false } = props
  return (
    <div
      id="passkey"
      hidden
      data-act={act}
      data-options={JSON.stringify(options)}
      data-quiet={quiet ? '' : undefined}
    >
      <PostForm hidden={{ ...hidden, response: '' }} {...(action !== undefined && { action })}>
        {props.children}
        <p id="passkey-failed" class="note" role="alert" hidden>
          {visit.say('passkey.failed')}
        </p>
        <button class={second ? 'button second' : 'button'} type="submit">
          {button}
        </button>
      </PostForm>
    </div>
  )
}

/** What the authenticator answered, or undefined where the form came without. */
export function responseOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
