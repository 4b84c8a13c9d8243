import type { NoticeKind } from '@commonhour/contract'
import type { Books } from '@commonhour/ledger'
import { inviteOf } from '../calendar.ts'
import { type About, aboutOf } from './about.ts'
import type { OutgoingMail } from './mailer.ts'
import type { Reading } from './reading.ts'
import { type Language, languageOf, sayIn } from './words.ts'

/** A letter but for whom it goes to by e-mail and the key of its repeats. */
export type Letter = Omit<OutgoingMail, 'to' | 'key'>

/**
 * Writes the letter of a notice for one reader, in their language.
 * @returns null where what it is about is there no more: nothing is left to tell
 */
export async function letterOf(
  books: Books,
  from: string,
  email: string,
  asked: Omit<Reading, 'language' | 'say'>,
): Promise<Letter | null> {
  const language = languageOf([...asked.to.languages, ...asked.community.languages])
  const it: Reading = { ...asked, language, say: sayIn(language) }
  const about = await aboutOf(books, it)
  if (about === null) return null
  const { notice, say } = it
  const subject = say(`${notice.kind}.subject`, subjectValues(it, about))
  const invite =
    about.exchange &&
    inviteOf(notice.kind, {
      ...{ base: it.base, from, community: it.community, exchange: about.exchange, say },
      other: String(about.values.other),
      to: { email, name: it.to.name },
    })
  const parts = partsOf(it, about)
  return {
    // A subject is one line, whatever was typed as a title.
    subject: subject.replace(/\s+/g, ' '),
    text: `${parts.join('\n\n')}\n`,
    html: pageOf(language, parts),
    attachments: invite === null ? [] : [invite],
  }
}

function subjectValues({ community }: Reading, { values }: About) {
  return { ...values, community: community.name }
}

function partsOf(it: Reading, about: About): string[] {
  const { base, community, notice, say, to } = it
  const at = `${base}/${community.slug}`
  const { helpLine } = community
  const forAnother =
    notice.name !== null && notice.member !== to.member
      ? [say('frame.for', { member: notice.name })]
      : []
  return [
    say('frame.greeting', { you: to.name }),
    ...forAnother,
    say(`${notice.kind}.text`, about.values),
    `${say('frame.look')}\n${at}/${pageOfKind(notice.kind, notice.ref)}`,
    ...(helpLine === null
      ? []
      : [say('frame.help', { name: helpLine.name, phone: helpLine.phone })]),
    say('frame.footer', { community: community.name, choices: `${at}/me/choices` }),
  ]
}

/** Where each word has its page; the front page of the community where it has none. */
function pageOfKind(kind: NoticeKind, ref: string): string {
  const page = pages[kind] ?? pages[kind.split('.')[0] ?? '']
  return page === undefined ? 'home' : page(ref)
}

const exchange = (ref: string) => `exchanges/${ref}`
const me = () => 'me'
const pages: Readonly<Record<string, (ref: string) => string>> = {
  exchange,
  claim: exchange,
  line: exchange,
  slips: exchange,
  'exchange.message': (ref) => `exchanges/${ref}/messages`,
  transfer: () => 'statement',
  'transfer.gift': () => 'statement',
  need: (ref) => `needs/${ref}`,
  offer: (ref) => `offers/${ref}`,
  'member.applied': () => 'applicants',
  member: me,
  steward: me,
  check: me,
  talk: (ref) => `members/${ref}`,
  motion: (ref) => `motions/${ref}`,
  'charter.adopted': () => 'charter/history',
  limits: () => 'me/line',
  delegation: () => 'me/helpers',
  link: () => 'me/people',
  household: () => 'me/household',
  concern: (ref) => `concerns/${ref}`,
}

/** The same words as a plain page: paragraphs and links, nothing from elsewhere. */
function pageOf({ direction, tag }: Language, parts: readonly string[]): string {
  const paragraphs = parts.map((part) => `<p>${linked(escaped(part))}</p>`).join('\n')
  return `<!doctype html><html lang="${tag}" dir="${direction}"><meta charset="utf-8">
<body style="font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:1rem">
${paragraphs}
</body></html>`
}

function linked(html: string): string {
  return html
    .replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`)
    .replaceAll('\n', '<br>')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
