import { PostForm } from '../parts/fields.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** On every page while someone acts for another: for whom, and the way back to oneself. */
export function ActingBanner({ visit, name }: { visit: Visit; name: string | undefined }) {
  if (visit.actingFor === undefined || name === undefined) return null
  return (
    <aside class="note" aria-label={visit.say('acting.label')}>
      <PostForm hidden={{ member: '' }} action={visit.to('acting')} class="acts">
        <strong>{visit.say('acting.for', { name })}</strong>
        <button class="button second" type="submit">
          {visit.say('acting.stop')}
        </button>
      </PostForm>
    </aside>
  )
}
