/** Says of each answer whose it is: a word made of the session, another for each. */
const whoseHeader = 'commonhour-whose'
const seenAtHeader = 'commonhour-seen-at'

/** Pages stand in one cache per session, and only those of one session stand at a time. */
const prefix = 'pages '
const mostPages = 80

/** What the network answers, and a copy of it kept; without network what was seen last. */
export async function pageOf(
  request: Request,
  until: (kept: Promise<unknown>) => void,
): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(request)
  } catch {
    return seenPage(request.url)
  }
  until(keep(request.url, answer.clone()).then(() => keepAhead(request.url)))
  return answer
}

/** Keeps a page that may be read again; whatever was another's is gone first. */
export async function keep(url: string, answer: Response): Promise<void> {
  const whose = answer.headers.get(whoseHeader)
  if (whose === null) return
  await forget(prefix + whose)
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true
  if (!isPage || answer.status !== 200 || answer.redirected) return
  const headers = new Headers(answer.headers)
  headers.set(seenAtHeader, String(Date.now()))
  const body = await answer.text()
  const cache = await caches.open(prefix + whose)
  await cache.put(url, new Response(body, { headers }))
  await trim(cache, mostPages)
}

/** The oldest go. */
export async function trim(cache: Cache, most: number): Promise<void> {
  const kept = await cache.keys()
  for (const one of kept.slice(0, -most)) await cache.delete(one)
}

/** Takes away every page but those of one session; without a name, all. */
export async function forget(but = ''): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== but) await caches.delete(name)
  }
}

/**
 * Writing help down takes a page per step, and without a network not all were seen: the one page
 * that has them all is fetched ahead, once a day, by whoever comes home.
 */
export async function keepAhead(url: string): Promise<void> {
  const [, community] = /^\/([^/]+)\/home$/.exec(new URL(url).pathname) ?? []
  if (community === undefined) return
  const ahead = new URL(shortOf(community), url).href
  const found = await seen(ahead)
  if (Date.now() - seenAtOf(found) < dayMilliseconds) return
  await keep(ahead, await fetch(ahead))
}

const dayMilliseconds = 86_400_000

function shortOf(community: string): string {
  return `/${community}/record/short`
}

/** A page as it was, with the moment written into it for the script that says so. */
async function seenPage(url: string): Promise<Response> {
  const found = await bestOf(url)
  if (found === undefined) return (await caches.match('/offline.html')) ?? Response.error()
  const text = await found.text()
  const dated = text.replace('<html ', `<html data-seen-at="${seenAtOf(found)}" `)
  return new Response(dated, { headers: found.headers })
}

/** Of writing down only the last step can be gone on with; the others lead to what was not seen. */
async function bestOf(url: string): Promise<Response | undefined> {
  const { pathname, searchParams } = new URL(url)
  const [, community] = /^\/([^/]+)\/record$/.exec(pathname) ?? []
  if (community === undefined) return seen(url)
  const last = searchParams.has('long') ? await seen(url) : undefined
  return last ?? (await seen(new URL(shortOf(community), url).href)) ?? seen(url)
}

async function seen(url: string): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    const found = name.startsWith(prefix) && (await (await caches.open(name)).match(url))
    if (found) return found
  }
  return undefined
}

function seenAtOf(page: Response | undefined): number {
  return Number(page?.headers.get(seenAtHeader) ?? 0)
}
