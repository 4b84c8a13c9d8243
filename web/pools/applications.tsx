import { isRefusal, type Refusal } from '@commonhour/client'
import type { Home, Motion, PoolApplication } from '@commonhour/contract'
import { More } from '../parts/cards.tsx'
import { PostForm } from '../parts/fields.tsx'
import { type Form, keptId, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { poolOf } from './pool.tsx'

/** Applications to the pool: my own, everyone's for stewards; and one of them. */
export function mountApplications(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/pool/applications',
    read: readAll,
    show: (visit, _, { items, next }) => ({
      title: visit.say('applications.title'),
      here: 'me',
      body: (
        <>
          {items.length === 0 ? <p class="empty">{visit.say('applications.none')}</p> : null}
          <ul class="plain-list">
            {items.map((it) => (
              <li>
                <a href={visit.to('pool', 'applications', it.id)}>{lineOf(visit, it)}</a>
              </li>
            ))}
          </ul>
          <More visit={visit} next={next} />
        </>
      ),
    }),
  })
  memberPage(mount, {
    path: '/:community/pool/applications/:id',
    read: readOne,
    show: (visit, home, { it, motion }, trouble) => ({
      title: visit.say(`application.${it.state}`),
      here: 'me',
      body: <ApplicationPage visit={visit} home={home} it={it} motion={motion} trouble={trouble} />,
    }),
    send: answer,
  })
}

async function readAll(visit: Visit, asked: Promise<Home | Refusal>) {
  const pool = await poolOf(asked)
  if (isRefusal(pool)) return pool
  const after = visit.query('after')
  const query = after === '' ? {} : { after }
  return visit.client.listApplications({ community: visit.community, pool }, { query })
}

async function readOne(visit: Visit, asked: Promise<Home | Refusal>) {
  const pool = await poolOf(asked)
  if (isRefusal(pool)) return pool
  const { client, community } = visit
  const application = visit.param('id')
  // What an answer of mine became, where another steward or all members are asked.
  const named = visit.query('motion')
  const [it, motion] = await Promise.all([
    client.readApplication({ community, pool, application }),
    named === '' ? null : client.readMotion({ community, motion: named }),
  ])
  return isRefusal(it) ? it : { it, motion: isRefusal(motion) ? null : motion }
}

interface ApplicationPageProps {
  visit: Visit
  home: Home
  it: PoolApplication
  motion: Motion | null
  trouble: Trouble | undefined
}

function ApplicationPage({ visit, home, it, motion, trouble }: ApplicationPageProps) {
  const { say } = visit
  const hidden = { key: keptId(trouble, 'key', visit.newId), pool: it.pool }
  const isMine = it.member === home.member.id
  const mayAnswer = !isMine && home.member.offices.includes('coordinator')
  return (
    <>
      <p class="lead">{lineOf(visit, it)}</p>
      <p>{say(`applyReason.${it.reason}`)}</p>
      {it.text === '' ? null : (
        <p class="said" dir="auto">
          {it.text}
        </p>
      )}
      {motion === null ? null : <Asked visit={visit} motion={motion} />}
      {it.state === 'waiting' && isMine ? (
        <PostForm hidden={{ ...hidden, act: 'withdrawal' }}>
          <button class="button second" type="submit">
            {say('application.takeBack')}
          </button>
        </PostForm>
      ) : null}
      {it.state === 'waiting' && mayAnswer ? (
        <PostForm hidden={hidden}>
          <button class="button" type="submit" name="act" value="grant">
            {say('application.grant')}
          </button>
          <button class="button second" type="submit" name="act" value="decline">
            {say('application.decline')}
          </button>
        </PostForm>
      ) : null}
      <p>
        <a href={visit.to('pool')}>{say('application.toPool')}</a>
      </p>
    </>
  )
}

/** Who is asked now: another steward, or all members while none is free. */
function Asked({ visit, motion }: { visit: Visit; motion: Motion }) {
  const { say, words } = visit
  const day = words.shortDay((motion.announcedUntil ?? motion.lapsesAt).slice(0, 10))
  const said = {
    waiting: 'application.secondAsked',
    announced: 'application.announced',
  } as const
  const { state } = motion
  const key = state === 'waiting' || state === 'announced' ? said[state] : null
  return (
    <p class="note">
      {say(key ?? `motionState.is.${state}`, { day })}{' '}
      <a href={visit.to('motions', motion.id)}>{say('application.toMotion')}</a>
    </p>
  )
}

function lineOf({ say, words }: Visit, { at, name, seconds, state }: PoolApplication): string {
  const values = { name, hours: words.hours(seconds), day: words.day(at.slice(0, 10)) }
  return say(`applicationLine.${state}`, values)
}

async function answer(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const application = visit.param('id')
  const at = { community, pool: form.text('pool'), application }
  const here = visit.to('pool', 'applications', application)
  const act = form.text('act')
  if (act === 'withdrawal') {
    const sent = await client.withdrawApplication(at)
    return isRefusal(sent) ? sent : { go: here }
  }
  const said = act === 'grant' ? ('grant' as const) : ('decline' as const)
  const sent = await client.answerApplication(at, {
    idempotencyKey: form.text('key'),
    body: { answer: said, reason: 'talked_first' },
  })
  if (isRefusal(sent)) return sent
  return { go: sent.motion === null ? here : `${here}?motion=${sent.motion}` }
}
