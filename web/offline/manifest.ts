import { isRefusal } from '@commonhour/client'
import { fileOf, type WebEnv } from '../env.ts'
import type { Mount } from '../plumbing/pages.tsx'

/**
 * What makes it an app among the others of a phone: each community under its own name, opening at
 * home; the host under ours.
 */
export function mountManifests({ app, visit: visitOf }: Mount): void {
  app.get('/manifest.webmanifest', (c) => {
    const visit = visitOf(c)
    return manifest(visit.env, { name: 'Commonhour', start: '/', language: visit.language.tag })
  })
  app.get('/:community/manifest.webmanifest', async (c) => {
    const visit = visitOf(c)
    const { community } = visit
    const read = await visit.client.readCommunity({ community })
    if (isRefusal(read)) return new Response(null, { status: read.status || 503 })
    const language = visit.language.tag
    return manifest(visit.env, { name: read.name, start: visit.to('home'), language })
  })
}

interface App {
  name: string
  start: string
  language: string
}

/** Colours as in tokens.css: paper, and the plum of the mark. */
function manifest(env: WebEnv, { name, start, language }: App): Response {
  const icon = (stem: string, size: number) => ({
    src: fileOf(env, stem, '.png'),
    sizes: `${size}x${size}`,
    type: 'image/png',
  })
  const icons = [icon('icon192', 192), icon('icon512', 512)]
  const body = {
    id: start,
    name,
    short_name: name.length > 12 ? (name.split(' ')[0] ?? name) : name,
    lang: language,
    start_url: start,
    scope: '/',
    display: 'standalone',
    background_color: '#f8f1e5',
    theme_color: '#6a2f56',
    // The mark stands well inside its square, so that a phone may cut it round.
    icons: [
      ...icons.map((one) => ({ ...one, purpose: 'any' })),
      ...icons.map((one) => ({ ...one, purpose: 'maskable' })),
      { src: fileOf(env, 'web', '.svg'), sizes: 'any', type: 'image/svg+xml' },
    ],
  }
  const headers = { 'content-type': 'application/manifest+json', 'cache-control': 'no-cache' }
  return new Response(JSON.stringify(body), { headers })
}
