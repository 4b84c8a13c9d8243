import type { BooksProof, Community } from '@commonhour/contract'
import { type Mount, publicPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { readOutside } from './outside.ts'
import { ProofFigures } from './proof.tsx'

/**
 * What anyone sees of a community: what it is, how it works, that its books are whole, how to join.
 */
export function mountCommunity(mount: Mount): void {
  publicPage(mount, {
    path: '/:community',
    read: readOutside,
    show: (visit, { community, proof }) => ({
      title: visit.say('community.title', { name: community.name }),
      community,
      body: <CommunityPage visit={visit} community={community} proof={proof} />,
    }),
  })
}

interface CommunityPageProps {
  visit: Visit
  community: Community
  proof: BooksProof
}

function CommunityPage({ visit, community, proof }: CommunityPageProps) {
  const { say } = visit
  const signedIn = visit.session !== undefined
  return (
    <>
      <p class="lead" dir="auto">
        {community.about}
      </p>
      <p class="actions">
        <a class="button" href={signedIn ? visit.to('home') : visit.to('join')}>
          {say(signedIn ? 'community.goHome' : 'community.join')}
        </a>
        {signedIn ? null : (
          <a class="button second" href={`/sign-in?to=${visit.to('home')}`}>
            {say('signIn.link')}
          </a>
        )}
      </p>
      <h2>{say('community.how')}</h2>
      <ol class="steps">
        <li>{say('community.how.ask')}</li>
        <li>{say('community.how.help')}</li>
        <li>{say('community.how.thank')}</li>
      </ol>
      <h2>{say('community.now')}</h2>
      <ProofFigures visit={visit} proof={proof} members={community.members} />
      <p>
        <a href={visit.to('proof')}>{say('proof.link')}</a>
      </p>
      <p>
        <a href={visit.to('charter')}>{say('charter.title')}</a>
      </p>
      <h2>{say('community.joining')}</h2>
      <p>{say(`joining.${community.joining}`)}</p>
    </>
  )
}
