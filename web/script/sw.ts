// The service worker: pages once seen can be read without a network, files come from the phone,
// and what was written down offline is sent once there is one. Nothing needs it.
import { forget, keep, keepAhead, pageOf, trim } from './seen.ts'
import { sendAll, syncTag } from './unsent.ts'
import { worker } from './worker.ts'

/** The files of this build; their names carry a hash of their bytes. Put here by build.ts. */
declare const FILES: readonly string[]

/** Old pages name old files, so a few builds stand beside each other. */
const mostFiles = 24

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(begin()))

/** A new build takes over at once, after all of it is on the phone. */
async function install(): Promise<void> {
  const files = await caches.open('files')
  await files.addAll(FILES)
  const shell = await caches.open('shell')
  await shell.add(new Request('/offline.html', { cache: 'reload' }))
  await worker.skipWaiting()
}

/** The page that brought us here was seen too, before we were there to keep it. */
async function begin(): Promise<void> {
  await trim(await caches.open('files'), mostFiles)
  await worker.clients.claim()
  for (const { url } of await worker.clients.matchAll()) {
    // Without network it is kept when it is opened the next time.
    const kept = fetch(url).then((answer) => keep(url, answer))
    await kept.then(() => keepAhead(url)).catch(nothing)
  }
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  // Whoever comes or goes finds nothing of who was here, also where the network fails meanwhile.
  if (request.method === 'POST' && pathname.startsWith('/sign-')) event.waitUntil(forget())
  if (request.method !== 'GET') return
  if (pathname.startsWith('/assets/')) return event.respondWith(fileOf(request))
  if (request.mode !== 'navigate') return
  event.respondWith(pageOf(request, (kept) => event.waitUntil(kept.catch(nothing))))
})

/** A file never changes under its name, so the phone's own is as good as any. */
async function fileOf(request: Request): Promise<Response> {
  const files = await caches.open('files')
  const found = await files.match(request.url)
  if (found !== undefined) return found
  const answer = await fetch(request)
  if (answer.ok) await files.put(request.url, answer.clone())
  return answer
}

worker.addEventListener('sync', (event) => {
  if (event.tag === syncTag) event.waitUntil(sendAll())
})

/** A copy that could not be kept, such as on a full phone, is no reason to fail. */
function nothing(): void {}
