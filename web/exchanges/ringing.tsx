import type { Exchange, Home } from '@commonhour/contract'
import type { Visit } from '../plumbing/visit.ts'
import { isParty } from './facts.tsx'
import { awaitedOf } from './silence.tsx'

/** Whether the reader is a coordinator who may ring those whose answer is waited for. */
export function mayRing(exchange: Exchange, home: Home): boolean {
  const coordinates = home.member.offices.includes('coordinator')
  return exchange.state === 'done' && coordinates && !isParty(exchange, home)
}

/** Whom to ring, and the way to write down what they say. */
export function Ringing({ visit, exchange }: { visit: Visit; exchange: Exchange }) {
  const { say } = visit
  return (
    <>
      {awaitedOf(exchange).map((id) => {
        const name = exchange.names[id] ?? ''
        const spoken = `${visit.to('exchanges', exchange.id, 'spoken')}?for=${id}`
        return (
          <>
            <p>{say('spoken.ring', { name })}</p>
            <div class="acts">
              <a class="button" href={spoken}>
                {say('spoken.link', { name })}
              </a>
              <a class="button second" href={visit.to('members', id)}>
                {say('spoken.number', { name })}
              </a>
            </div>
          </>
        )
      })}
    </>
  )
}
