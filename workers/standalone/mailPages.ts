import type { KeptMail } from './keptMail.ts'

/** `/dev/mail` as a page, `/dev/mail.json` as data; `?to=` keeps one address. Newest first. */
export function mailPages(request: Request, kept: readonly KeptMail[]): Response {
  const { pathname, searchParams } = new URL(request.url)
  const to = searchParams.get('to')?.toLowerCase()
  const items = to === undefined ? kept : kept.filter((mail) => mail.to.toLowerCase() === to)
  if (pathname === '/dev/mail.json') return Response.json({ items }, { headers })
  if (pathname !== '/dev/mail') return new Response('Not found\n', { status: 404 })
  return new Response(page(items), {
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  })
}

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
}

function page(items: readonly KeptMail[]): string {
  const list =
    items.length === 0 ? '<p>No mail yet. Ask for a sign-in code.</p>' : items.map(letter).join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Development mail</title>
<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem}
article{border-top:1px solid;padding:1rem 0}pre{white-space:pre-wrap;font:inherit}</style>
<h1>Development mail</h1>${list}</html>`
}

function letter({ at, attachments = [], subject, text, to }: KeptMail): string {
  const more = attachments.map(
    (one) => `<h3>${escaped(one.name)}</h3><pre>${escaped(one.text)}</pre>`,
  )
  return `<article><h2>${escaped(subject)}</h2><p>To ${escaped(to)}, ${escaped(at)}</p><pre>${escaped(text)}</pre>${more.join('')}</article>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
