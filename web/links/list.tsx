import { isRefusal } from '@commonhour/client'
import type { Home, Link } from '@commonhour/contract'
import { PostForm } from '../parts/fields.tsx'
import type { Form } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { LinkCard } from './card.tsx'

/** Whom I share an account with; and, for a household or an organisation, who acts for it. */
export function mountPeople(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/people',
    read: ({ client, community }) => client.listLinks({ community }),
    show: (visit, home, { items }) => ({
      title: titleOf(visit, home),
      here: 'me',
      body: isShared(home) ? (
        <PeoplePage visit={visit} items={items} />
      ) : (
        <SharedPage visit={visit} items={items} />
      ),
    }),
    send: answer,
  })
}

function titleOf({ say }: Visit, home: Home): string {
  return isShared(home) ? say('people.of', { name: home.member.name }) : say('people.title')
}

function isShared({ member }: Home): boolean {
  return member.kind !== 'person'
}

async function answer({ client, community, to }: Visit, form: Form): Promise<Sent> {
  const path = { community, link: form.text('link') }
  const acts: Record<string, () => Promise<unknown>> = {
    acceptance: () => client.acceptLink(path),
    refusal: () => client.refuseLink(path),
    ending: () => client.endLink(path),
  }
  const sent = await acts[form.text('act')]?.()
  return isRefusal(sent) ? sent : { go: to('me', 'people') }
}

/** As one of several who act for it. */
function PeoplePage({ visit, items }: { visit: Visit; items: Link[] }) {
  const { say } = visit
  return (
    <>
      <p class="lead">{say('people.ofLead')}</p>
      {items.length === 0 ? <p class="empty">{say('people.ofNone')}</p> : null}
      {items.map((link) => (
        <LinkCard visit={visit} link={link} side="theirs" />
      ))}
      <p>
        <a class="button" href={visit.to('me', 'people', 'ask')}>
          {say('people.ask')}
        </a>
      </p>
    </>
  )
}

/** As oneself: what I share, and what I was asked to share. */
function SharedPage({ visit, items }: { visit: Visit; items: Link[] }) {
  const { say } = visit
  const first = items.find(({ may }) => may.includes('acceptance'))
  return (
    <>
      <p class="lead">{say('people.lead')}</p>
      {items.length === 0 ? <p class="empty">{say('people.none')}</p> : null}
      {items.map((link) => (
        <LinkCard visit={visit} link={link} side="mine" isFirst={link === first}>
          <ActFor visit={visit} link={link} />
        </LinkCard>
      ))}
      <p>
        <a
          class={items.length === 0 ? 'button' : 'button second'}
          href={visit.to('me', 'people', 'open')}
        >
          {say('people.open')}
        </a>
      </p>
    </>
  )
}

/** Once a coordinator has admitted it, one acts for it. */
function ActFor({ visit, link }: { visit: Visit; link: Link }) {
  if (link.state !== 'accepted') return null
  if (link.memberState === 'applied') return <p class="note">{visit.say('people.waits')}</p>
  return (
    <PostForm hidden={{ member: link.member }} action={visit.to('acting')} class="plain">
      <button class="button second" type="submit">
        {visit.say('acting.start', { name: link.memberName })}
      </button>
    </PostForm>
  )
}
