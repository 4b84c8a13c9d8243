import { isRefusal } from '@commonhour/client'
import { type Line, LineReason, type Lines } from '@commonhour/contract'
import { ChoiceField, PostForm, TextField } from '../parts/fields.tsx'
import { type Form, keptId, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { dayAfter, dayIn } from '../words.ts'

/** A member's line: how far they can ask, why and until when; coordinators lift it here. */
export function mountLimits(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/members/:id/line',
    read: ({ client, community, param }) => client.listLimits({ community, member: param('id') }),
    show: (visit, home, lines, trouble) => {
      const mine = lines.member === home.member.id
      const lifts = !mine && home.member.offices.includes('coordinator')
      const today = dayIn(visit.now, home.community.timeZone)
      return {
        title: visit.say(mine ? 'line.mine' : 'line.theirs'),
        here: 'me',
        body: (
          <>
            <LinePage visit={visit} lines={lines} />
            {lifts ? <LiftForm {...{ visit, lines, today, trouble }} /> : null}
          </>
        ),
      }
    },
    send,
  })
}

function LinePage({ visit, lines }: { visit: Visit; lines: Lines }) {
  const { say, words } = visit
  const { charterFloorSeconds, floorSeconds, floorUntil, items, motions } = lines
  const until = floorUntil === null ? '' : words.shortDay(dayAfter(floorUntil, -1))
  return (
    <>
      <p class="lead">{say('line.now', { hours: words.hours(floorSeconds) })}</p>
      {floorUntil === null ? null : <p>{say('line.until', { day: until })}</p>}
      <p class="quiet">{say('line.charter', { hours: words.hours(charterFloorSeconds) })}</p>
      {motions.map((motion) => (
        <p class="note">
          <a href={visit.to('motions', motion.id)}>{say('line.waits')}</a>
        </p>
      ))}
      <ul class="plain-list">
        {items.map((line) => (
          <li>{lineText(visit, line)}</li>
        ))}
      </ul>
    </>
  )
}

function lineText({ say, words }: Visit, { at, floorSeconds, name, reason, until }: Line): string {
  const day = words.shortDay(at.slice(0, 10))
  const facts = { day, name: name ?? '', reason: say(`lineReason.${reason}`) }
  if (reason === 'ended') return say('line.ended', facts)
  const end = until === null ? '' : words.shortDay(dayAfter(until.slice(0, 10), -1))
  return say(until === null ? 'line.wasGiven' : 'line.wasGivenUntil', {
    ...facts,
    hours: words.hours(floorSeconds),
    end,
  })
}

interface LiftFormProps {
  visit: Visit
  lines: Lines
  today: string
  trouble: Trouble | undefined
}

/** The reasons a coordinator chooses from; the others come about by themselves. */
const reasons = LineReason.options.filter((one) => one !== 'moved_in' && one !== 'ended')

function LiftForm({ visit, lines, today, trouble }: LiftFormProps) {
  const { say } = visit
  const given = { visit, trouble }
  const hours = Math.abs(lines.charterFloorSeconds) / 3600
  // Who is new here is welcomed to the line of all; everyone else is given more than that.
  const isNew = lines.floorSeconds > lines.charterFloorSeconds
  const options = reasons.map((value) => ({ value, label: say(`lineReason.${value}`) }))
  return (
    <PostForm hidden={{ id: keptId(trouble, 'id', visit.newId) }}>
      <h2>{say('line.lift')}</h2>
      <TextField
        {...given}
        name="floorSeconds"
        label={say('line.hours')}
        hint={say('line.hoursHint')}
        value={String(isNew ? hours : hours + 5)}
        attributes={{ inputmode: 'decimal' }}
      />
      <TextField
        {...given}
        name="until"
        type="date"
        label={say('line.untilDay')}
        hint={say('line.untilHint')}
        value={dayAfter(today, 90)}
      />
      <ChoiceField {...given} name="reason" label={say('line.why')} options={options} />
      <button class="button" type="submit">
        {say('line.send')}
      </button>
    </PostForm>
  )
}

async function send({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const hours = Number(form.text('floorSeconds').replace(',', '.'))
  const body = {
    id: form.text('id'),
    floorSeconds: hours === 0 ? 0 : -Math.round(Math.abs(hours) * 3600),
    until: form.orNull('until'),
    reason: reasons.find((one) => one === form.text('reason')) ?? 'other',
  } as const
  const member = param('id')
  const sent = await client.changeLimits({ community, member }, { body })
  if (isRefusal(sent)) return sent
  return {
    go: sent.motion === null ? to('members', member, 'line') : to('motions', sent.motion.id),
  }
}
