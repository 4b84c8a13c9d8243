import type { Visit } from '../plumbing/visit.ts'
import { PostForm } from './fields.tsx'

/** The way out, for whoever is signed in: member, applicant or neither. */
export function SignOut({ visit }: { visit: Visit }) {
  if (visit.session === undefined) return null
  return (
    <PostForm hidden={{}} action="/sign-out">
      <p class="note" role="alert" hidden>
        {visit.say('unsent.signOut')}
      </p>
      <button class="button second" type="submit">
        {visit.say('me.signOut')}
      </button>
    </PostForm>
  )
}
