import type { Link } from '@commonhour/contract'
import type { Child } from 'hono/jsx'
import { PostForm } from '../parts/fields.tsx'
import type { Visit } from '../plumbing/visit.ts'

interface LinkCardProps {
  visit: Visit
  link: Link
  /** Whose page it is: the person’s own, or that of the household or organisation. */
  side: 'mine' | 'theirs'
  /** Whether to accept it is what the page is opened for. */
  isFirst?: boolean
  children?: Child
}

/** One link, as one of its two sides reads it, and what they may do with it. */
export function LinkCard({ visit, link, side, isFirst = false, children }: LinkCardProps) {
  const { say } = visit
  const name = side === 'mine' ? link.memberName : link.linkedName
  return (
    <article class="card">
      <div>
        <h2>{name}</h2>
        <p class="quiet">{say(`link.${side}.${link.state}`)}</p>
        {children}
        {link.may.length === 0 ? null : (
          <div class="acts">
            {link.may.map((act) => (
              <PostForm hidden={{ act, link: link.id }} class="plain">
                <button
                  class={isFirst && act === 'acceptance' ? 'button' : 'button second'}
                  type="submit"
                >
                  {say(act === 'ending' ? endingOf(link) : `linkAct.${act}`, { name })}
                </button>
              </PostForm>
            ))}
          </div>
        )}
      </div>
    </article>
  )
}

/** What was only asked is taken back; there is nothing to end yet. */
function endingOf({ state }: Link): 'linkAct.ending' | 'linkAct.takingBack' {
  return state === 'asked' ? 'linkAct.takingBack' : 'linkAct.ending'
}
