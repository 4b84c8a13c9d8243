import { codeOf, languages } from '../messages.ts'
import type { Visit } from '../plumbing/visit.ts'

/** At the foot of every page of the signed-out: each language by its own name. */
export function LanguageChoice({ visit }: { visit: Visit }) {
  if (visit.session !== undefined) return null
  const { language: current, say, url } = visit
  return (
    <footer class="foot">
      <form method="post" action="/sign-in/language" aria-label={say('language.foot')}>
        <input type="hidden" name="to" value={url.pathname + url.search} />
        {languages.map((one) => (
          <button
            type="submit"
            name="language"
            value={codeOf(one)}
            lang={one.tag}
            aria-current={one === current ? 'true' : undefined}
          >
            {one.name}
          </button>
        ))}
      </form>
    </footer>
  )
}
