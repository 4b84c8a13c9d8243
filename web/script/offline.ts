// What a page does about the network: says how old it is, keeps a form that cannot be sent, and
// shows what is not sent yet.
import {
  allUnsent,
  alone,
  dropUnsent,
  keepUnsent,
  type Outcome,
  sendAll,
  sendOne,
  syncTag,
  type Unsent,
} from './unsent.ts'

const section = document.getElementById('unsent')
const member = section?.dataset.member
const seenAt = Number(document.documentElement.dataset.seenAt)

if (seenAt) sayHowOld(seenAt)
navigator.serviceWorker?.register('/sw.js')
addEventListener('online', () => void sendAndShow())
void sendAndShow()

/** "As of 14:05", with the day when that was another. */
function sayHowOld(at: number): void {
  const note = document.getElementById('as-of')
  if (note === null) return
  const isToday = new Date(at).toDateString() === new Date().toDateString()
  const day = isToday ? {} : ({ dateStyle: 'medium' } as const)
  const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    timeStyle: 'short',
    ...day,
  })
  note.textContent = (note.dataset.words ?? '').replace('%', format.format(at))
  note.hidden = false
}

async function sendAndShow(): Promise<void> {
  if (section === null || member === undefined) return
  await show()
  if (!navigator.onLine) return
  const sent = await sendAll(member)
  if (sent.length > 0 || !section.hidden) await show(sent)
}

/** Sends a form as the page would, and keeps it when no answer comes. */
export async function sendQueued(form: HTMLFormElement): Promise<void> {
  const item = itemOf(form)
  const outcome = await alone(async (): Promise<Outcome> => {
    await keepUnsent(item)
    return sendOne(item)
  })
  if (outcome.kind === 'sent') return location.assign(outcome.go)
  if (outcome.kind === 'lost') return keptForLater(form)
  if (outcome.kind === 'elsewhere') return location.reload()
  // The page itself says best what is wrong, with all that was typed.
  await dropUnsent(item.key)
  form.submit()
}

/** A page from the phone may be sent more than once, so what it sends is given a key of its own. */
function itemOf(form: HTMLFormElement): Unsent {
  const named = (name: string) => form.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  const fields = [named('key'), named('id')].filter((field) => field !== null)
  if (seenAt) for (const field of fields) field.value = newId()
  const data = new FormData(form) as unknown as Record<string, string>
  const title = form.querySelector<HTMLInputElement>('input[name="title"]')?.value ?? ''
  return {
    key: fields[0]?.value ?? newId(),
    member: member ?? '',
    url: form.action,
    body: new URLSearchParams(data).toString(),
    what: [form.dataset.queue, title].filter(Boolean).join(' · '),
  }
}

/** A UUIDv7, as the server makes them. */
function newId(): string {
  const at = Date.now().toString(16).padStart(12, '0')
  const chance = crypto.randomUUID()
  return `${at.slice(0, 8)}-${at.slice(8)}-7${chance.slice(15)}`
}

async function keptForLater(form: HTMLFormElement): Promise<void> {
  form.hidden = true
  await show()
  section?.focus()
  section?.scrollIntoView({ block: 'center' })
  const worker = await navigator.serviceWorker?.getRegistration()
  const { sync } = (worker ?? {}) as { sync?: { register(tag: string): Promise<void> } }
  // Where the browser has none, or refuses it, the next page that opens sends.
  await sync?.register(syncTag).catch(() => undefined)
}

/** Lists what waits, what was refused and what went just now; never as booked. */
async function show(sent: readonly { item: Unsent; go: string }[] = []): Promise<void> {
  const list = section?.querySelector('ul')
  if (!section || !list || member === undefined) return
  const waiting = await allUnsent(member)
  const { refused = '', sent: done = '', waits = '' } = section.dataset
  list.replaceChildren(
    ...sent.map(({ item, go }) => line(item.what, done, [linkTo(go, section.dataset.look)])),
    ...waiting.map((item) =>
      item.refused === undefined
        ? line(item.what, waits, [])
        : line(item.what, `${refused} ${item.refused}`, [
            linkTo(item.url, section.dataset.again),
            dropButton(item),
          ]),
    ),
  )
  section.hidden = list.children.length === 0
  const lead = section.querySelector('p')
  if (lead !== null) lead.hidden = waiting.every((item) => item.refused !== undefined)
}

function line(what: string, state: string, acts: readonly Node[]): HTMLElement {
  const item = document.createElement('li')
  const name = document.createElement('strong')
  name.textContent = what
  const said = document.createElement('p')
  said.textContent = state
  item.append(name, said, ...acts)
  return item
}

function linkTo(address: string, words = ''): HTMLElement {
  const link = document.createElement('a')
  link.href = address
  link.textContent = words
  return link
}

function dropButton({ key }: Unsent): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button second'
  button.textContent = section?.dataset.drop ?? ''
  button.addEventListener('click', () => void dropUnsent(key).then(() => show()))
  return button
}

/** Signing out with something unsent is said once before it is done. */
export async function signOut(form: HTMLFormElement): Promise<void> {
  const warning = form.querySelector<HTMLElement>('[role="alert"]')
  const isWarned = warning === null || !warning.hidden
  const waiting = isWarned ? [] : await allUnsent(member).catch(() => [])
  if (waiting.length === 0) return form.submit()
  if (warning !== null) warning.hidden = false
  delete form.dataset.sent
  form.querySelector('button')?.removeAttribute('aria-busy')
}
