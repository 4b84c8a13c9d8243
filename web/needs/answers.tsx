import { isRefusal } from '@commonhour/client'
import type { Exchange, Home } from '@commonhour/contract'
import { agreedForText } from '../exchanges/facts.tsx'
import { otherOf } from '../parts/cards.tsx'
import { PostForm } from '../parts/fields.tsx'
import { keptId, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** Choose among the answers to a need of mine: choosing one agrees, and sets the hours aside. */
export function mountAnswers(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/needs/:id/answers',
    read: ({ client, community, param }) =>
      client.listExchanges({ community }, { query: { need: param('id'), limit: 100 } }),
    show: (visit, home, list, trouble) => ({
      title: visit.say('answers.title'),
      here: 'home',
      mayDecline: list.items.some(({ may }) => may.includes('declination')),
      body: <AnswersPage visit={visit} home={home} answers={list.items} trouble={trouble} />,
    }),
    send: async (visit, form) => {
      const { client, community } = visit
      const exchange = form.text('exchange')
      const asked = { community, exchange }
      const body = { step: Number(form.text('step')) }
      const idempotencyKey = form.text('key')
      const sent = await client.acceptExchange(asked, { idempotencyKey, body })
      return isRefusal(sent) ? sent : { go: `${visit.to('exchanges', exchange)}?done=accepted` }
    },
  })
}

interface AnswersPageProps {
  visit: Visit
  home: Home
  answers: Exchange[]
  trouble: Trouble | undefined
}

function AnswersPage({ visit, home, answers, trouble }: AnswersPageProps) {
  const { say } = visit
  const need = home.myNeeds.find((one) => one.id === visit.param('id'))
  const title = need?.title ?? answers[0]?.title
  const open = answers.filter((one) => one.may.includes('acceptance'))
  const rest = answers.filter((one) => !open.includes(one))
  return (
    <>
      {title ? (
        <p class="lead">
          <a href={visit.to('needs', visit.param('id'))}>{title}</a>
        </p>
      ) : null}
      {answers.length === 0 ? <p class="empty">{say('answers.none')}</p> : null}
      <ul class="cards">
        {open.map((one) => (
          <Answer visit={visit} home={home} answer={one} trouble={trouble} />
        ))}
        {rest.map((one) => (
          <Answer visit={visit} home={home} answer={one} trouble={trouble} />
        ))}
      </ul>
      {open.length > 1 ? <p class="quiet">{say('answers.others')}</p> : null}
    </>
  )
}

interface AnswerProps extends Omit<AnswersPageProps, 'answers'> {
  answer: Exchange
}

function Answer({ visit, home, answer, trouble }: AnswerProps) {
  const { say, words } = visit
  const { id, name } = otherOf(answer, home.member.id)
  const mine = trouble?.form.text('exchange') === answer.id ? trouble : undefined
  const step = String(answer.steps.at(-1)?.step ?? 0)
  const hidden = { exchange: answer.id, step, key: keptId(mine, 'key', visit.newId) }
  return (
    <li class="card">
      <div>
        <h2>
          <a href={visit.to('members', id)}>{name}</a>
        </h2>
        <p>
          {agreedForText(visit, home, answer)} ·{' '}
          {say('time.about', { hours: words.hours(answer.estimateSeconds) })}
        </p>
        {answer.may.includes('acceptance') ? (
          <PostForm hidden={hidden}>
            <button class="button" type="submit">
              {say('answers.choose', { name })}
            </button>
          </PostForm>
        ) : (
          <p class="quiet">{say(`state.${answer.state}`)}</p>
        )}
        <p>
          <a href={visit.to('exchanges', answer.id)}>{say('answers.more')}</a>
        </p>
      </div>
    </li>
  )
}
