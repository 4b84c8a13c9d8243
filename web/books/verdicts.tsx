import type { NotedVerdict } from '@commonhour/contract'
import { More } from '../parts/cards.tsx'
import { isKey } from '../parts/refusals.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

const shownAtOnce = 25

/** What rules noted of steps they allowed: for auditors. */
export function mountVerdicts(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/books/verdicts',
    read: ({ client, community, query }) => {
      const after = query('after') || undefined
      return client.listVerdicts({ community }, { query: { after, limit: shownAtOnce } })
    },
    show: (visit, home, list) => ({
      title: visit.say('verdicts.title'),
      here: 'books',
      body: (
        <>
          <p class="lead">{visit.say('verdicts.lead')}</p>
          {list.items.length === 0 ? <p class="empty">{visit.say('verdicts.none')}</p> : null}
          <ul class="cards">
            {list.items.map((one) => (
              <VerdictCard visit={visit} one={one} timeZone={home.community.timeZone} />
            ))}
          </ul>
          <More visit={visit} next={list.next} />
          <p>
            <a href={visit.to('books')}>{visit.say('books.back')}</a>
          </p>
        </>
      ),
    }),
  })
}

type VerdictProps = { visit: Visit; one: NotedVerdict; timeZone: string }

function VerdictCard({ visit, one, timeZone }: VerdictProps) {
  const { say, words } = visit
  const { giver, receiver, title } = one
  return (
    <li class="card">
      <div>
        <h2>
          <a href={visit.to('exchanges', one.exchange)}>{ruleOf(visit, one.rule)}</a>
        </h2>
        <p>{say('verdicts.who', { giver: giver.name, receiver: receiver.name, title })}</p>
        <p>{factsOf(visit, one)}</p>
        <p class="quiet">
          {[
            words.moment(Date.parse(one.at), timeZone, visit.now),
            say(`verdict.${one.verdict}`),
          ].join(' · ')}
        </p>
      </div>
    </li>
  )
}

/** What a rule looks out for, in words; one without words of its own by its name. */
function ruleOf({ say }: Visit, rule: string): string {
  const key = `ruleName.${rule}`
  return isKey(key) ? say(key) : rule.replaceAll('-', ' ')
}

/** What the rule counted, in a sentence; where it has none, its figures as they are named. */
function factsOf({ say, words }: Visit, { facts, rule }: NotedVerdict): string {
  const isHours = (name: string) => name === 'seconds' || name.endsWith('Seconds')
  const named = Object.entries(facts).map(([name, value]): [string, string | number] => [
    name.replace(/(?<=.)(After)?Seconds$/, '').replace('softFloor', 'floor'),
    isHours(name) ? words.hours(Number(value)) : typeof value === 'number' ? value : `${value}`,
  ])
  const key = `noted.${rule}`
  if (isKey(key)) return say(key, Object.fromEntries(named))
  return named.map(([name, value]) => `${name}: ${value}`).join(' · ')
}
