import type { CodeWords } from './mailWords.ts'

/** One message to one mailbox. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** How long a code lives; said in the message that brings it. */
export const codeMinutes = 10

/** The message that brings a code. The code leads the subject, so a phone shows it at once. */
export function codeMail(it: { base: string; to: string; code: string; words: CodeWords }): Mail {
  const { base, code, to, words } = it
  const { host } = new URL(base)
  return {
    to,
    subject: `${code} ${words.subject}`,
    text: [
      `${words.yourCodeFor} ${host}:`,
      '',
      `    ${code}`,
      '',
      words.once(codeMinutes),
      words.nobodyAsks,
      '',
      words.notAsked,
      '',
    ].join('\n'),
  }
}

/** A mail service that takes a message as JSON over HTTP. */
export function mailOverHttp(url: string, from: string, token?: string) {
  return async (mail: Mail): Promise<void> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ from, ...mail }),
    })
    if (!answer.ok) throw new Error(`The mail service answered ${answer.status}.`)
  }
}
