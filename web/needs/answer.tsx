import { isRefusal } from '@commonhour/client'
import { type Home, hourSeconds, type Need } from '@commonhour/contract'
import { Named, type People, readPeople, Who } from '../exchanges/people.tsx'
import { factsOf } from '../parts/cards.tsx'
import { PostForm, TextField, TimeField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, redirect, type Sent, type Shown } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { answeredIn } from './need.tsx'
import { agreedAt, WhenFields } from './when.tsx'

/** Answer a need, or ask for an offer: one of two times, another one, or "let us talk". */
export function mountAnswer(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/needs/:id/answer',
    read: ({ client, community, param }) => client.readNeed({ community, need: param('id') }),
    show: (visit, home, need, trouble) =>
      elsewhere(visit, home, need, 'needs', trouble) ?? {
        title: visit.say('answer.title', { name: need.name }),
        here: 'needs',
        body: <AnswerPage visit={visit} home={home} it={need} about="need" trouble={trouble} />,
      },
    send: propose,
  })
  memberPage(mount, {
    path: '/:community/offers/:id/answer',
    read: readOffer,
    show: (visit, home, { offer, people }, trouble) =>
      elsewhere(visit, home, offer, 'offers', trouble) ??
      (visit.query('more') === 'yes'
        ? whoElse(visit, home, offer, people)
        : {
            title: visit.say('offer.askTitle', { name: offer.name }),
            here: 'needs',
            body: <AnswerPage {...{ visit, home, trouble, people }} it={offer} about="offer" />,
          }),
    send: propose,
  })
}

/** An offer, and who would be helped besides the reader. */
async function readOffer(visit: Visit) {
  const { client, community, param } = visit
  const [offer, people] = await Promise.all([
    client.readOffer({ community, offer: param('id') }),
    readPeople(visit),
  ])
  if (isRefusal(offer)) return offer
  return isRefusal(people) ? people : { offer, people }
}

/** Help for several: who else would be helped. */
function whoElse(visit: Visit, home: Home, offer: Need, people: People): Shown {
  const without = [offer.member, ...people.also.map(({ id }) => id)]
  const body = <Who {...{ visit, home, people, without }} side="also" />
  return { title: visit.say('offer.askElse', { name: offer.name }), here: 'needs', body }
}

/** My own, what is closed, and what I answered already: its page says where it stands. */
function elsewhere(
  visit: Visit,
  home: Home,
  it: Need,
  kind: 'needs' | 'offers',
  trouble: Trouble | undefined,
): Response | undefined {
  const open = it.state === 'open' && it.member !== home.member.id
  const answered = answeredIn(home, it.id) !== undefined
  return trouble !== undefined || (open && !answered) ? undefined : redirect(visit.to(kind, it.id))
}

interface AnswerPageProps {
  visit: Visit
  home: Home
  it: Need
  about: 'need' | 'offer'
  /** Who would be helped besides the reader: of an offer. */
  people?: People
  trouble: Trouble | undefined
}

function AnswerPage(props: AnswerPageProps) {
  const { visit, home, it, about, people, trouble } = props
  const { say } = visit
  const also = people?.also ?? []
  const receivers = about === 'need' ? [it.member] : [home.member.id, ...also.map(({ id }) => id)]
  const given = { visit, trouble }
  const hidden = {
    id: keptId(trouble, 'id', visit.newId),
    key: keptId(trouble, 'key', visit.newId),
    giver: about === 'need' ? home.member.id : it.member,
    about,
    title: it.title,
    timeZone: home.community.timeZone,
  }
  return (
    <PostForm hidden={hidden}>
      {receivers.map((one) => (
        <input type="hidden" name="receiver" value={one} />
      ))}
      <p class="lead" lang={it.language} dir="auto">
        {it.title}
      </p>
      <p class="quiet">{factsOf(visit, home, it)}</p>
      {people === undefined ? null : <Named visit={visit} people={people} side="also" />}
      {also.length > 0 ? <p class="note">{say('offer.shared', { n: receivers.length })}</p> : null}
      <WhenFields {...props} />
      <TimeField
        {...given}
        name="estimateSeconds"
        label={say('time.aboutHowLong')}
        seconds={it.estimateSeconds ?? hourSeconds}
        step={home.charter.quantumSeconds}
      />
      <TextField
        {...given}
        name="place"
        label={say('answer.place')}
        hint={say('answer.placeHint')}
        attributes={{ maxlength: 120 }}
      />
      <button class="button" type="submit">
        {say(about === 'need' ? 'answer.send' : 'offer.askSend')}
      </button>
    </PostForm>
  )
}

async function propose(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const chosen = agreedAt(form)
  if (chosen === 'missing') return missing('day')
  const id = form.text('id')
  const about =
    form.text('about') === 'offer' ? { offer: visit.param('id') } : { need: visit.param('id') }
  const sent = await client.proposeExchange(
    { community },
    {
      idempotencyKey: form.text('key'),
      body: {
        id,
        giver: form.text('giver'),
        receivers: form.texts('receiver'),
        about,
        title: form.text('title'),
        agreedFor: { at: chosen, place: form.text('place') },
        estimateSeconds: form.seconds('estimateSeconds'),
      },
    },
  )
  return isRefusal(sent) ? sent : { go: `${visit.to('exchanges', id)}?done=proposed` }
}
