import { isRefusal } from '@commonhour/client'
import type { Charter, Community } from '@commonhour/contract'
import { codeOf } from '../messages.ts'
import { ChoiceField, PostForm, TextField } from '../parts/fields.tsx'
import { fieldSentence } from '../parts/refusals.tsx'
import { SignOut } from '../parts/signOut.tsx'
import { type Form, keptId, missing, type Trouble, wrongFields } from '../plumbing/form.ts'
import { type Mount, publicPage, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { answersOf, Questions } from './questions.tsx'

/** Ask to join: name, area, a few words, the terms. Who has asked sees what happens next. */
export function mountJoin(mount: Mount): void {
  publicPage(mount, {
    path: '/:community/join',
    read: readJoining,
    show: (visit, matter, trouble) => {
      if (visit.session === undefined) return redirect(`/sign-in?to=${visit.to('join')}`)
      if (matter.state !== null && matter.state !== 'applied') return redirect(visit.to('home'))
      const applied = matter.state === 'applied'
      const { name } = matter.community
      const title = visit.say(applied ? 'join.waitTitle' : 'join.title', { name })
      const Body = applied ? WaitPage : JoinPage
      const body = <Body visit={visit} matter={matter} trouble={trouble} />
      return { title, community: matter.community, body }
    },
    send: apply,
  })
}

interface Matter {
  community: Community
  charter: Charter
  /** The state of the member I am here already, or null. */
  state: string | null
}

async function readJoining(visit: Visit) {
  const { client, community, session } = visit
  const [profile, charter, me] = await Promise.all([
    client.readCommunity({ community }),
    client.readCharter({ community }),
    session === undefined ? null : client.readMe({ community }),
  ])
  if (isRefusal(profile)) return profile
  if (isRefusal(charter)) return charter
  // Not being a member is why one is here; an ended session is told as everywhere.
  if (isRefusal(me) && me.status === 401) return me
  return { community: profile, charter, state: isRefusal(me) ? null : (me?.member.state ?? null) }
}

interface JoinPageProps {
  visit: Visit
  matter: Matter
  trouble: Trouble | undefined
}

function WaitPage({ visit, matter }: JoinPageProps) {
  const line = matter.community.helpLine
  const name = line?.name ?? visit.say('me.coordinator')
  return (
    <>
      <p class="lead">{visit.say('join.wait', { name })}</p>
      <p>
        <a href={visit.to()}>{visit.say('join.look')}</a>
      </p>
      <SignOut visit={visit} />
    </>
  )
}

function JoinPage({ visit, matter, trouble }: JoinPageProps) {
  const { joining } = matter.community
  if (joining === 'application') {
    return <JoinForm visit={visit} matter={matter} trouble={trouble} />
  }
  return (
    <>
      <p class="lead">{visit.say(`joining.${joining}`)}</p>
      <SignOut visit={visit} />
    </>
  )
}

function JoinForm({ visit, matter, trouble }: JoinPageProps) {
  const { say } = visit
  const { charter } = matter
  const areas = charter.areas.map(({ id, name }) => ({ value: id, label: name }))
  const given = { visit, trouble }
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    termsVersion: String(charter.terms.version),
  }
  return (
    <PostForm hidden={hidden}>
      <p class="lead">{say('join.lead')}</p>
      <TextField
        {...given}
        name="name"
        label={say('join.name')}
        attributes={{ autocomplete: 'name', maxlength: 80 }}
      />
      {areas.length > 0 ? (
        <ChoiceField
          {...given}
          name="area"
          label={say('area.mine')}
          options={[{ value: '', label: say('area.none') }, ...areas]}
        />
      ) : null}
      <TextField
        {...given}
        name="phone"
        type="tel"
        label={say('join.phone')}
        hint={say('join.phoneHint')}
        attributes={{ autocomplete: 'tel' }}
      />
      <TextField
        {...given}
        name="about"
        long
        label={say('join.about')}
        hint={say('join.aboutHint')}
      />
      <Questions {...given} questions={charter.joinQuestions} />
      <Terms {...given} text={charter.terms.text} />
      <button class="button" type="submit">
        {say('join.send')}
      </button>
    </PostForm>
  )
}

type TermsProps = { visit: Visit; trouble: Trouble | undefined; text: string }

function Terms({ visit, trouble, text }: TermsProps) {
  const wrong = wrongFields(trouble).includes('terms')
  return (
    <fieldset class="field">
      <legend>{visit.say('join.terms')}</legend>
      <p class="said" dir="auto">
        {text}
      </p>
      {wrong && trouble ? (
        <p class="wrong" id="terms-wrong">
          {fieldSentence(visit, trouble, 'terms')}
        </p>
      ) : null}
      <label class="choice">
        <input
          type="checkbox"
          id="terms"
          name="terms"
          value="yes"
          checked={trouble?.form.text('terms') === 'yes'}
          aria-describedby={wrong ? 'terms-wrong' : undefined}
        />
        <span>{visit.say('join.agree')}</span>
      </label>
    </fieldset>
  )
}

async function apply(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const empty = ['name', 'terms'].filter((name) => form.text(name) === '')
  if (empty.length > 0) return missing(...empty)
  const phone = form.text('phone')
  const body = {
    id: form.text('id'),
    name: form.text('name'),
    area: form.orNull('area'),
    languages: [codeOf(visit.language)],
    about: form.text('about'),
    contact: phone === '' ? {} : { phone },
    termsVersion: Number(form.text('termsVersion')),
    answers: answersOf(form),
  }
  const sent = await client.applyToJoin({ community }, { body })
  // Sent twice is asked once: the second sending finds the first.
  const known = isRefusal(sent) && ['id_is_taken', 'person_has_joined_already'].includes(sent.fault)
  return isRefusal(sent) && !known ? sent : { go: visit.to('join') }
}
