import { isRefusal } from '@commonhour/client'
import { type Home, type Member, Office } from '@commonhour/contract'
import { type Option, PostForm, RadioField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/**
 * The offices a member holds: a coordinator proposes to appoint or to remove, and two stewards
 * decide; whoever holds one lays it down here.
 */
export function mountOffices(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/members/:id/offices',
    read: ({ client, community, param }) => client.readMember({ community, member: param('id') }),
    show: (visit, home, member, trouble) => {
      const mine = member.id === home.member.id
      return {
        title: visit.say(mine ? 'offices.mine' : 'offices.theirs', { name: member.name }),
        here: 'me',
        body: <OfficesPage {...{ visit, home, member, trouble }} />,
      }
    },
    send: change,
  })
}

interface OfficesProps {
  visit: Visit
  home: Home
  member: Member
  trouble: Trouble | undefined
}

function OfficesPage(props: OfficesProps) {
  const { visit, home, member } = props
  const { say, words } = visit
  const mine = member.id === home.member.id
  const held = words.list(member.offices.map((office) => say(`office.${office}`)))
  const proposes = !mine && home.member.offices.includes('coordinator')
  const lead = mine ? 'offices.iHold' : 'offices.theyHold'
  const none = mine ? 'offices.iHoldNone' : 'offices.theyHoldNone'
  return (
    <>
      {visit.query('done') === 'laidDown' ? (
        <p class="verdict whole" role="status">
          {say('offices.laidDown')}
        </p>
      ) : null}
      <p class="lead">{say(held === '' ? none : lead, { offices: held, name: member.name })}</p>
      {proposes ? <Propose {...props} /> : null}
      {mine && held !== '' ? <LayDown {...props} /> : null}
      <p>
        <a href={mine ? visit.to('me') : visit.to('members', member.id)}>{say('offices.back')}</a>
      </p>
    </>
  )
}

/** What a coordinator may propose: to appoint to an office not held, to remove from one that is. */
function Propose({ visit, member, trouble }: OfficesProps) {
  const { say } = visit
  const { name, offices } = member
  const acts = Office.options.map((office): Option => {
    const act = offices.includes(office) ? 'removed' : 'appointed'
    const label = say(`offices.${act}`, { name, office: say(`office.${office}`) })
    return { value: `${act}:${office}`, label }
  })
  // Only a member at work takes an office; one that is held is taken back whatever their state.
  const options = acts.filter(
    ({ value }) => member.state === 'active' || value.startsWith('removed'),
  )
  if (options.length === 0) return <p class="empty">{say('offices.notActive', { name })}</p>
  return (
    <PostForm hidden={{ id: keptId(trouble, 'id', visit.newId) }}>
      <RadioField {...{ visit, trouble, options }} name="change" label={say('offices.what')} />
      <ul class="bullets">
        <li>{say('offices.coordinatorDoes')}</li>
        <li>{say('offices.auditorDoes')}</li>
      </ul>
      <p class="note">{say('offices.next', { name })}</p>
      <button class="button" type="submit">
        {say('offices.propose')}
      </button>
    </PostForm>
  )
}

function LayDown({ visit, member, trouble }: OfficesProps) {
  const { say } = visit
  const options = member.offices.map((office) => ({
    value: `removed:${office}`,
    label: say(`office.${office}`),
  }))
  return (
    <PostForm hidden={{ id: keptId(trouble, 'id', visit.newId), mine: 'yes' }}>
      <RadioField
        {...{ visit, trouble, options }}
        name="change"
        label={say('offices.which')}
        value={options.length === 1 ? (options[0]?.value ?? '') : ''}
      />
      <p class="note">{say('offices.atOnce')}</p>
      <button class="button" type="submit">
        {say('offices.layDown')}
      </button>
    </PostForm>
  )
}

async function change({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const [said, named] = form.text('change').split(':')
  const office = Office.options.find((one) => one === named)
  if (office === undefined) return missing('change')
  const member = param('id')
  const act = said === 'appointed' ? ('appointed' as const) : ('removed' as const)
  const body = { id: form.text('id'), office, act }
  const sent = await client.changeStewardship({ community, member }, { body })
  if (isRefusal(sent)) return sent
  if (sent.motion !== null) return { go: to('motions', sent.motion.id) }
  return { go: `${to('members', member, 'offices')}?done=laidDown` }
}
