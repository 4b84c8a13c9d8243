/** One message to one mailbox. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** How long a code lives; said in the message that brings it. */
export const codeMinutes = 10

/** The message that brings a code. The code leads the subject, so a phone shows it at once. */
export function codeMail(base: string, to: string, code: string): Mail {
  const place = new URL(base).host
  return {
    to,
    subject: `${code} is your sign-in code`,
    text: [
      `Your code for ${place}:`,
      '',
      `    ${code}`,
      '',
      `It works once, for ${codeMinutes} minutes. Type it on the page where you asked for it.`,
      'Nobody from your community will ever ask you for it.',
      '',
      'If you did not ask for a code, you need do nothing.',
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
