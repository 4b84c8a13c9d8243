import { isRefusal, type Refusal } from '@commonhour/client'
import type { Home } from '@commonhour/contract'
import { PostForm } from '../parts/fields.tsx'
import { SignOut } from '../parts/signOut.tsx'
import type { Form } from '../plumbing/form.ts'
import type { Passkey, SessionSeen } from '../plumbing/identity.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

interface Matter {
  passkeys: Passkey[]
  sessions: SessionSeen[]
}

/** How I sign in: my passkeys, and everywhere I am signed in. */
export function mountMySignIn(mount: Mount): void {
  memberPage<Matter>(mount, {
    path: '/:community/me/sign-in',
    read,
    show: (visit, home, matter) => ({
      title: visit.say('mySignIn.title'),
      here: 'me',
      body: <MySignInPage visit={visit} home={home} matter={matter} />,
    }),
    send: end,
  })
}

async function read({ session = '', identity }: Visit): Promise<Matter | Refusal> {
  const [passkeys, sessions] = await Promise.all([
    identity.listPasskeys(session),
    identity.listSessions(session),
  ])
  if (isRefusal(passkeys)) return passkeys
  return isRefusal(sessions) ? sessions : { passkeys: passkeys.items, sessions: sessions.items }
}

async function end({ session = '', identity, to }: Visit, form: Form): Promise<Sent> {
  const ended = await (form.text('act') === 'others'
    ? identity.endOthers(session)
    : identity.endListed(session, form.text('id')))
  return isRefusal(ended) ? ended : { go: to('me', 'sign-in') }
}

type PageProps = { visit: Visit; home: Home; matter: Matter }

function MySignInPage({ visit, home, matter }: PageProps) {
  const { say } = visit
  const back = new URLSearchParams({ to: visit.to('me', 'sign-in'), wished: '1' })
  return (
    <>
      <p class="lead">{say('mySignIn.lead')}</p>
      <h2>{say('mySignIn.passkeys')}</h2>
      {matter.passkeys.length === 0 ? <p>{say('mySignIn.none')}</p> : null}
      <ul class="cards">
        {matter.passkeys.map((one) => (
          <PasskeyCard visit={visit} home={home} passkey={one} />
        ))}
      </ul>
      <p>
        <a class="button second" href={`/sign-in/faster?${back}`}>
          {say('mySignIn.add')}
        </a>
      </p>
      <h2>{say('mySignIn.places')}</h2>
      <ul class="cards">
        {matter.sessions.map((one) => (
          <SessionCard visit={visit} home={home} one={one} />
        ))}
      </ul>
      {matter.sessions.length > 1 ? (
        <PostForm hidden={{ act: 'others' }}>
          <button class="button second" type="submit">
            {say('mySignIn.endOthers')}
          </button>
        </PostForm>
      ) : null}
      <SignOut visit={visit} />
    </>
  )
}

function PasskeyCard({
  visit,
  home,
  passkey,
}: Pick<PageProps, 'visit' | 'home'> & { passkey: Passkey }) {
  const { say } = visit
  const { createdAt, usedAt } = passkey
  return (
    <li class="card">
      <div>
        <h3>{passkey.name}</h3>
        <p>{say('mySignIn.made', { when: momentOf(visit, home, createdAt) })}</p>
        <p>
          {usedAt === null
            ? say('mySignIn.neverUsed')
            : say('mySignIn.used', { when: momentOf(visit, home, usedAt) })}
        </p>
        <p>
          <a href={visit.to('me', 'sign-in', 'passkeys', passkey.id)}>
            {say('mySignIn.remove', { name: passkey.name })}
          </a>
        </p>
      </div>
    </li>
  )
}

function SessionCard({
  visit,
  home,
  one,
}: Pick<PageProps, 'visit' | 'home'> & { one: SessionSeen }) {
  const { say } = visit
  const device = one.device || say('mySignIn.someDevice')
  return (
    <li class="card">
      <div>
        <h3>{device}</h3>
        {one.isThis ? <p>{say('mySignIn.isThis')}</p> : null}
        <p>{say('mySignIn.since', { when: momentOf(visit, home, one.createdAt) })}</p>
        <p>{say('mySignIn.seen', { when: momentOf(visit, home, one.seenAt) })}</p>
        {one.isThis ? null : (
          <PostForm hidden={{ act: 'end', id: one.id }} class="plain">
            <button class="button second" type="submit">
              {say('mySignIn.end', { device })}
            </button>
          </PostForm>
        )}
      </div>
    </li>
  )
}

function momentOf(visit: Visit, home: Home, at: string): string {
  return visit.words.moment(Date.parse(at), home.community.timeZone, visit.now)
}
