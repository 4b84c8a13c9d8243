import { isRefusal } from '@commonhour/client'
import { type Card, CardOutcome } from '@commonhour/contract'
import { ChoiceField, PostForm, RadioField, TextField } from '../parts/fields.tsx'
import { type Form, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { addressOf, reasonOf, stateOf, titleOf } from './words.ts'

/** One card: why it is there, its one next step, and handing it on. */
export function mountCard(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/today/:id',
    read: ({ client, community, param }) => client.readCard({ community, card: param('id') }),
    show: (visit, _, card, trouble) => ({
      title: titleOf(visit, card),
      here: 'today',
      body: <CardPage visit={visit} card={card} trouble={trouble} />,
    }),
    send: sendCard,
  })
}

/** Every act on a card is one of the forms of its page; the first of them starts its clock. */
async function sendCard(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const asked = { community, card: visit.param('id') }
  const here = visit.to('today', asked.card)
  const note = form.text('note') || form.text('handNote')
  switch (form.text('do')) {
    case 'take': {
      const sent = await client.takeCard(asked)
      return isRefusal(sent) ? sent : { go: here }
    }
    case 'hand': {
      if (note === '') return missing('handNote')
      const sent = await client.handCard(asked, { body: { to: form.orNull('to'), note } })
      return isRefusal(sent) ? sent : { go: `${visit.to('today')}?done=handed` }
    }
    case 'resolve': {
      const outcome = CardOutcome.options.find((one) => one === form.text('outcome'))
      if (outcome === undefined) return missing('outcome')
      const sent = await client.resolveCard(asked, { body: { outcome, note } })
      return isRefusal(sent) ? sent : { go: `${visit.to('today')}?done=resolved` }
    }
    default: {
      const sent = await client.openCard(asked)
      return isRefusal(sent) ? sent : { go: addressOf(visit, sent) }
    }
  }
}

type CardProps = { visit: Visit; card: Card; trouble: Trouble | undefined }

function CardPage({ visit, card, trouble }: CardProps) {
  const { say } = visit
  return (
    <>
      <p class="lead">{reasonOf(visit, card)}</p>
      <p class="quiet">{stateOf(visit, card)}</p>
      {card.note === null ? null : (
        <p class="said">{say('today.note', { name: card.note.name, text: card.note.text })}</p>
      )}
      {card.mayAct ? (
        <>
          <div class="acts">
            <PostForm hidden={{ do: 'next' }}>
              <button class="button" type="submit">
                {say(`today.next.${card.next.act}`)}
              </button>
            </PostForm>
            {card.owner === null ? (
              <PostForm hidden={{ do: 'take' }}>
                <button class="button second" type="submit">
                  {say('today.take')}
                </button>
              </PostForm>
            ) : null}
          </div>
          {card.resolvable ? <Resolution visit={visit} card={card} trouble={trouble} /> : null}
          <Handing visit={visit} card={card} trouble={trouble} />
        </>
      ) : (
        <p class="note">
          {say(card.instead === 'motion' ? 'today.instead.motion' : 'today.instead.another')}
        </p>
      )}
      <p>
        <a href={visit.to('today')}>{say('today.back')}</a>
      </p>
    </>
  )
}

/** A form was refused: it stands open with what was typed, and the others are as they were. */
function troubleOf(trouble: Trouble | undefined, act: string): Trouble | undefined {
  return trouble?.form.text('do') === act ? trouble : undefined
}

function Resolution({ visit, trouble }: CardProps) {
  const { say } = visit
  const mine = troubleOf(trouble, 'resolve')
  const options = CardOutcome.options.map((value) => ({ value, label: say(`outcome.${value}`) }))
  return (
    <>
      <h2>{say('today.resolve')}</h2>
      <PostForm hidden={{ do: 'resolve' }}>
        <RadioField
          visit={visit}
          trouble={mine}
          name="outcome"
          label={say('today.outcome')}
          options={options}
        />
        <TextField
          visit={visit}
          trouble={mine}
          name="note"
          label={say('today.words')}
          hint={say('today.wordsHint')}
        />
        <button class="button second" type="submit">
          {say('today.done')}
        </button>
      </PostForm>
    </>
  )
}

function Handing({ visit, card, trouble }: CardProps) {
  const { say } = visit
  const mine = troubleOf(trouble, 'hand')
  const all = { value: '', label: say('today.toAll') }
  const options = [all, ...card.mayGoTo.map(({ member, name }) => ({ value: member, label: name }))]
  // Two forms of one page may not share the id of a field: the note has another name here.
  return (
    <details open={mine !== undefined}>
      <summary>{say('today.hand')}</summary>
      <PostForm hidden={{ do: 'hand' }}>
        <ChoiceField
          visit={visit}
          trouble={mine}
          name="to"
          label={say('today.to')}
          options={options}
        />
        <TextField
          visit={visit}
          trouble={mine}
          name="handNote"
          label={say('today.why')}
          hint={say('today.wordsHint')}
        />
        <button class="button second" type="submit">
          {say('today.handOn')}
        </button>
      </PostForm>
    </details>
  )
}
