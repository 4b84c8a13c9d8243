import { isAccent } from '@commonhour/contract'
import { accentSheet } from '../parts/accent.ts'
import type { Mount } from '../plumbing/pages.tsx'

/**
 * A stylesheet of a few bytes for a community's colour: the policy allows no style within a page.
 * It follows from its address alone, so browsers may keep it.
 */
export function mountAccent({ app }: Mount): void {
  app.get('/:community/accent.css', (c, next) => {
    const colour = `#${c.req.query('c') ?? ''}`
    if (!isAccent(colour)) return next()
    return new Response(accentSheet(colour), {
      headers: {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    })
  })
}
