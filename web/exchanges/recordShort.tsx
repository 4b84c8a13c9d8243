import type { Home } from '@commonhour/contract'
import { ChoiceField, PostForm, RadioField, TextField, TimeField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, nothingMore, type Sent } from '../plumbing/pages.tsx'
import { queueable } from '../plumbing/queued.ts'
import type { Visit } from '../plumbing/visit.ts'
import { dayIn } from '../words.ts'
import { recordSides, writeDown } from './recorded.ts'

/**
 * Help that was given, on one page. A phone keeps it ahead and shows it without a network, where
 * the steps of record.tsx, one page each, were not all seen.
 */
export function mountRecordShort(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/record/short',
    read: nothingMore,
    show: (visit, home, _, trouble) => ({
      title: visit.say('record.short'),
      here: 'record',
      body:
        home.companions.length > 0 ? (
          <ShortForm visit={visit} home={home} trouble={trouble} />
        ) : (
          <p class="lead">{visit.say('record.nobodyYet')}</p>
        ),
    }),
    send,
  })
}

type FormProps = { visit: Visit; home: Home; trouble: Trouble | undefined }

function ShortForm({ visit, home, trouble }: FormProps) {
  const { say } = visit
  const given = { visit, trouble }
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    key: keptId(trouble, 'key', visit.newId),
    me: home.member.id,
  }
  // Without a network it also stands at the address of the steps.
  const action = visit.to('record', 'short')
  return (
    <PostForm hidden={hidden} action={action} queue={queueable(visit, say('bar.record'))}>
      <WhoHelped visit={visit} home={home} trouble={trouble} />
      <TimeField
        {...given}
        name="estimateSeconds"
        label={say('time.howLong')}
        seconds={3600}
        step={home.charter.quantumSeconds}
      />
      <TextField
        {...given}
        name="title"
        label={say('record.title')}
        value={say('record.usual')}
        attributes={{ maxlength: 120 }}
      />
      <TextField
        {...given}
        name="workedOn"
        type="date"
        label={say('act.day')}
        value={dayIn(visit.now, home.community.timeZone)}
      />
      <button class="button" type="submit">
        {say('record.send.gave')}
      </button>
    </PostForm>
  )
}

function WhoHelped({ visit, home, trouble }: FormProps) {
  const { say } = visit
  const given = { visit, trouble }
  return (
    <>
      <RadioField
        {...given}
        name="side"
        label={say('record.short.side')}
        options={recordSides.map((value) => ({ value, label: say(`record.side.${value}`) }))}
        value="received"
      />
      <ChoiceField
        {...given}
        name="with"
        label={say('record.short.with')}
        options={home.companions.map((one) => ({ value: one.member, label: one.name }))}
      />
    </>
  )
}

async function send(visit: Visit, form: Form): Promise<Sent> {
  const [me, other] = [form.text('me'), form.text('with')]
  if (other === '') return missing('with')
  const gave = form.text('side') === 'gave'
  return writeDown(visit, form, {
    side: gave ? 'gave' : 'received',
    giver: gave ? me : other,
    receivers: [gave ? other : me],
  })
}
