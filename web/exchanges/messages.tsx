import { isRefusal } from '@commonhour/client'
import { More, otherOf } from '../parts/cards.tsx'
import { PostForm, TextField } from '../parts/fields.tsx'
import { type Form, keptId, missing } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** Words between those who take part; a coordinator reads those said with a dispute. */
export function mountMessages(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/exchanges/:id/messages',
    read: readWords,
    show: (visit, home, { exchange, ...messages }, trouble) => ({
      title: visit.say('messages.title', { name: otherOf(exchange, home.member.id).name }),
      here: 'home',
      body: (
        <>
          <p class="lead">
            <a href={visit.to('exchanges', exchange.id)}>{exchange.title}</a>
          </p>
          {exchange.may.includes('messages') ? (
            <PostForm hidden={{ id: keptId(trouble, 'id', visit.newId) }}>
              <TextField
                visit={visit}
                trouble={trouble}
                name="text"
                label={visit.say('messages.text')}
                long
              />
              <button class="button" type="submit">
                {visit.say('messages.send')}
              </button>
            </PostForm>
          ) : null}
          {messages.items.length === 0 ? <p class="empty">{visit.say('messages.none')}</p> : null}
          <ul class="cards">
            {messages.items.map((one) => (
              <li class="card">
                <div>
                  <p dir="auto">{one.text}</p>
                  <p class="quiet">
                    {`${one.name} · ${visit.words.moment(Date.parse(one.at), home.community.timeZone, visit.now)}`}
                  </p>
                </div>
              </li>
            ))}
          </ul>
          <More visit={visit} next={messages.next} />
        </>
      ),
    }),
    send,
  })
}

function readWords({ client, community, param, query }: Visit) {
  const asked = { limit: 25, after: query('after') || undefined }
  return client.listExchangeMessages({ community, exchange: param('id') }, { query: asked })
}

async function send(visit: Visit, form: Form): Promise<Sent> {
  const at = { community: visit.community, exchange: visit.param('id') }
  const body = { id: form.text('id'), text: form.text('text') }
  if (body.text === '') return missing('text')
  const sent = await visit.client.sendExchangeMessage(at, { body })
  return isRefusal(sent) ? sent : { go: visit.to('exchanges', at.exchange, 'messages') }
}
