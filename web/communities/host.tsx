import type { Community } from '@commonhour/contract'
import { Mark } from '../parts/mark.tsx'
import { SignOut } from '../parts/signOut.tsx'
import { type Mount, publicPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** The host's own page: what this is, and the communities that live here. */
export function mountHost(mount: Mount): void {
  publicPage(mount, {
    path: '/',
    read: (visit) => visit.client.listCommunities({}),
    show: (visit, list) => ({
      title: visit.say('host.title'),
      body: <HostPage visit={visit} communities={list.items} />,
    }),
  })
}

function HostPage({ visit, communities }: { visit: Visit; communities: Community[] }) {
  const { say } = visit
  return (
    <>
      <div class="hero">
        <p class="lead">{say('host.lead')}</p>
        <Mark size={96} />
      </div>
      <h2>{say('host.communities')}</h2>
      {communities.length === 0 ? <p class="empty">{say('host.none')}</p> : null}
      <ul class="cards">
        {communities.map((one) => (
          <li class="card">
            <div>
              <h3>
                <a href={`/${one.slug}`}>{one.name}</a>
              </h3>
              <p dir="auto">{one.about}</p>
              <p class="quiet">
                {say('host.counts', { members: one.members, needs: one.openNeeds })}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {visit.session === undefined ? (
        <p>
          <a class="button second" href={signInTo(communities)}>
            {say('signIn.link')}
          </a>
        </p>
      ) : null}
      <SignOut visit={visit} />
      <p class="quiet">
        <a href="/verify">{say('verify.link')}</a>
      </p>
      <p class="quiet">
        <a href="/docs">{say('host.partners')}</a>
      </p>
    </>
  )
}

/** Where there is one community, signing in leads home; else back here, to choose. */
function signInTo(communities: Community[]): string {
  const [only, another] = communities
  return only !== undefined && another === undefined
    ? `/sign-in?${new URLSearchParams({ to: `/${only.slug}/home` })}`
    : '/sign-in'
}
