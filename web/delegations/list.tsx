import { isRefusal } from '@commonhour/client'
import type { ActedFor, Delegation, Home } from '@commonhour/contract'
import { PostForm } from '../parts/fields.tsx'
import type { Form } from '../plumbing/form.ts'
import { type Mount, memberPage, nothingMore, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { actingCookie } from './acting.ts'

interface Matter {
  items: Delegation[]
  actedFor: ActedFor[]
}

/** Who may act for me, and whom I may act for. */
export function mountHelpers(mount: Mount): void {
  memberPage<Matter>(mount, {
    path: '/:community/me/helpers',
    read: ({ client, community }) => client.listDelegations({ community }),
    show: (visit, home, matter) => ({
      title: visit.say('helpers.title'),
      here: 'me',
      body: <HelpersPage visit={visit} home={home} matter={matter} />,
    }),
    send: answer,
  })
  memberPage(mount, {
    path: '/:community/acting',
    read: nothingMore,
    show: (visit) => redirect(visit.to('me', 'helpers')),
    // Which member it may be is the API's to say, at the next page and at every one after it.
    send: async (visit, form) => {
      const cookie = actingCookie(visit.env, visit.community, form.orNull('member'))
      return redirect(visit.to('home'), { 'set-cookie': cookie })
    },
  })
}

async function answer({ client, community, to }: Visit, form: Form): Promise<Sent> {
  const path = { community, delegation: form.text('delegation') }
  const acts: Record<string, () => Promise<unknown>> = {
    acceptance: () => client.acceptDelegation(path),
    refusal: () => client.refuseDelegation(path),
    withdrawal: () => client.withdrawDelegation(path),
  }
  const sent = await acts[form.text('act')]?.()
  return isRefusal(sent) ? sent : { go: to('me', 'helpers') }
}

function HelpersPage({ visit, home, matter }: { visit: Visit; home: Home; matter: Matter }) {
  const { say } = visit
  const mine = matter.items.filter(({ member }) => member === home.member.id)
  const asked = matter.items.filter(({ delegate }) => delegate === home.member.id)
  // Who waits for an answer comes first: one thing to do first on a page.
  const first = asked.find(({ may }) => may.includes('acceptance'))
  return (
    <>
      <p class="lead">{say('helpers.lead')}</p>
      {visit.query('ended') === '' ? null : <p class="note">{say('helpers.ended')}</p>}
      {mine.map((one) => (
        <DelegationCard visit={visit} delegation={one} name={one.delegateName} side="mine" />
      ))}
      <p>
        <a
          class={first === undefined ? 'button' : 'button second'}
          href={visit.to('me', 'helpers', 'offer')}
        >
          {say('helpers.offer')}
        </a>
      </p>
      {asked.length === 0 ? null : <h2>{say('helpers.asked')}</h2>}
      {asked.map((one) => (
        <DelegationCard
          {...{ visit, delegation: one, name: one.memberName, isFirst: one === first }}
          side="asked"
        />
      ))}
      {matter.actedFor.length === 0 ? null : <h2>{say('helpers.actFor')}</h2>}
      {matter.actedFor.map((one) => (
        <PostForm hidden={{ member: one.member }} action={visit.to('acting')} class="plain">
          <p>{say(`scope.${one.scope}`, { name: one.name })}</p>
          <button class="button second" type="submit">
            {say('acting.start', { name: one.name })}
          </button>
        </PostForm>
      ))}
    </>
  )
}

interface CardProps {
  visit: Visit
  delegation: Delegation
  /** The other of the two. */
  name: string
  side: 'mine' | 'asked'
  /** Whether to accept it is what this page is opened for. */
  isFirst?: boolean
}

function DelegationCard({ visit, delegation, isFirst = false, name, side }: CardProps) {
  const { say, words } = visit
  const until = words.shortDay(lastDayOf(delegation.until))
  // One's own helpers stand right under the page's question, the others under a heading.
  const Heading = side === 'mine' ? 'h2' : 'h3'
  return (
    <article class="card">
      <div>
        <Heading>{name}</Heading>
        <p>{say(`delegation.${side}.${delegation.scope}`, { name })}</p>
        <p class="quiet">{say(`delegationState.${delegation.state}`, { name, until })}</p>
        {delegation.may.length === 0 ? null : (
          <div class="acts">
            {delegation.may.map((act) => (
              <PostForm hidden={{ act, delegation: delegation.id }} class="plain">
                <button
                  class={isFirst && act === 'acceptance' ? 'button' : 'button second'}
                  type="submit"
                >
                  {say(`delegationAct.${act}`, { name })}
                </button>
              </PostForm>
            ))}
          </div>
        )}
      </div>
    </article>
  )
}

/** The last whole day of what ends at a moment: midnight belongs to the day before. */
function lastDayOf(until: string): string {
  return new Date(Date.parse(until) - 1).toISOString().slice(0, 10)
}
