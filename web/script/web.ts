// Nothing needs this script: it saves a second tap, takes the reader to what went wrong, and keeps
// what was sent without a network.
import { sendQueued, signOut } from './offline.ts'

/** The summary of a refused form speaks first, also to a screen reader. */
document.getElementById('summary')?.focus()

/** A link to a group of fields goes to the first of them. */
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('#summary a') : null
  const id = link?.getAttribute('href')?.slice(1)
  const field = id ? document.getElementById(id) : null
  if (field === null) return
  event.preventDefault()
  field.focus()
  field.scrollIntoView({ block: 'center' })
})

/**
 * One tap sends once. The books would take a second one for the same; the person need not wonder.
 */
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (form.method !== 'post') return
  if (form.dataset.sent !== undefined) return event.preventDefault()
  form.dataset.sent = ''
  form.querySelector('button')?.setAttribute('aria-busy', 'true')
  const instead = form.dataset.queue !== undefined ? sendQueued : leavesHere(form) ? signOut : null
  if (instead === null) return
  event.preventDefault()
  // Where the phone keeps nothing, such as in a private window, the form is sent as it is.
  instead(form).catch(() => form.submit())
})

function leavesHere(form: HTMLFormElement): boolean {
  return new URL(form.action).pathname === '/sign-out'
}

/** A page that comes back from the browser's memory can be sent again. */
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form')) {
    delete form.dataset.sent
    form.querySelector('button')?.removeAttribute('aria-busy')
  }
})

/** Choosing "another time" leads to its fields; typing a day there chooses it. */
const other = document.querySelector<HTMLInputElement>('input[name="at"][value="other"]')
const day = document.querySelector<HTMLInputElement>('#day')
day?.addEventListener('input', () => {
  if (other) other.checked = true
})
