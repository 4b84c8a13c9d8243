import { isRefusal } from '@commonhour/client'
import { type Motion, ObjectionReason } from '@commonhour/contract'
import { Differences } from '../charter/charter.tsx'
import { PostForm, RadioField } from '../parts/fields.tsx'
import { isKey } from '../parts/refusals.tsx'
import type { Form, Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { motionTitle } from './list.tsx'

/** One motion: what would change, who said what, and what I may do about it. */
export function mountMotion(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/motions/:id',
    read: ({ client, community, param }) => client.readMotion({ community, motion: param('id') }),
    show: (visit, _, motion, trouble) => ({
      title: motionTitle(visit, motion),
      here: 'me',
      body: <MotionPage visit={visit} motion={motion} trouble={trouble} />,
    }),
    send,
  })
}

interface MotionPageProps {
  visit: Visit
  motion: Motion
  trouble: Trouble | undefined
}

function MotionPage({ visit, motion, trouble }: MotionPageProps) {
  const { say, words } = visit
  const { amendment, line, names } = motion
  const day = (moment: string) => words.shortDay(moment.slice(0, 10))
  return (
    <>
      <p class="note">
        {say(`motionState.is.${motion.state}`, {
          day: day(motion.announcedUntil ?? motion.lapsesAt),
        })}
      </p>
      <p>{say('motion.by', { name: names[motion.proposedBy] ?? '', day: day(motion.at) })}</p>
      {amendment === null ? null : (
        <>
          <p>{say('motion.from', { day: day(amendment.effectiveFrom) })}</p>
          <Differences visit={visit} differences={amendment.differences} />
        </>
      )}
      {line === null ? null : (
        <p>
          {say('motion.line', {
            hours: words.hours(line.floorSeconds),
            day: day(line.until),
            reason: say(`lineReason.${line.reason}`),
          })}
        </p>
      )}
      {motion.exchange === undefined ? null : (
        <p>
          <a href={visit.to('exchanges', motion.exchange)}>{say('motion.exchange')}</a>
        </p>
      )}
      {motion.application === undefined ? null : (
        <p>
          <a href={visit.to('pool', 'applications', motion.application)}>
            {say('motion.application')}
          </a>
        </p>
      )}
      <Steps visit={visit} motion={motion} />
      <Acts visit={visit} motion={motion} trouble={trouble} />
    </>
  )
}

function Steps({ visit, motion }: { visit: Visit; motion: Motion }) {
  const { say, words } = visit
  return (
    <ol class="plain-list">
      {motion.steps.map(({ act, at, by, reason }) => (
        <li>
          {say(`motionStep.${act}`, {
            name: motion.names[by ?? ''] ?? say('motion.someone'),
            day: words.shortDay(at.slice(0, 10)),
          })}
          {act === 'lapsed' && reason !== null ? ` ${whyOf(visit, reason)}` : ''}
        </li>
      ))}
    </ol>
  )
}

/** Why it could no longer be done: the fault that it met, as the catalogue says it. */
function whyOf({ say }: Visit, reason: string): string {
  const key = `fault.${reason}`
  return isKey(key) ? say(key) : ''
}

/** Each act is a form of its own, with one button. */
function Acts({ visit, motion, trouble }: MotionPageProps) {
  const { say } = visit
  const reasons = ObjectionReason.options.map((value) => ({
    value,
    label: say(`objection.${value}`),
  }))
  return (
    <div class="acts">
      {motion.may.includes('approval') ? (
        <PostForm hidden={{ act: 'approval' }}>
          <button class="button" type="submit">
            {say('motion.approve')}
          </button>
        </PostForm>
      ) : null}
      {motion.may.includes('objection') ? (
        <PostForm hidden={{ act: 'objection' }}>
          <RadioField
            {...{ visit, trouble }}
            name="reason"
            label={say('motion.why')}
            options={reasons}
            value="not_clear"
          />
          <button class="button second" type="submit">
            {say('motion.object')}
          </button>
        </PostForm>
      ) : null}
      {motion.may.includes('withdrawal') ? (
        <PostForm hidden={{ act: 'withdrawal' }}>
          <button class="button second" type="submit">
            {say('motion.withdraw')}
          </button>
        </PostForm>
      ) : null}
    </div>
  )
}

async function send({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const at = { community, motion: param('id') }
  const reason = ObjectionReason.options.find((one) => one === form.text('reason')) ?? 'other'
  const sent = await (form.text('act') === 'approval'
    ? client.approveMotion(at)
    : form.text('act') === 'objection'
      ? client.objectToMotion(at, { body: { reason } })
      : client.withdrawMotion(at))
  return isRefusal(sent) ? sent : { go: to('motions', param('id')) }
}
