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
  return (
    <li class="card">
      <div>
        <h2>{ruleOf(visit, one.rule)}</h2>
        <p>{factsOf(visit, one)}</p>
        <p class="quiet">
          {[
            say(`verdict.${one.verdict}`),
            words.moment(Date.parse(one.at), timeZone, visit.now),
            say('verdicts.exchange', { id: one.exchange.slice(-6), step: one.step }),
          ].join(' · ')}
        </p>
      </div>
    </li>
  )
}

/** The name members read, where the rule has one; else its name in the charter's list. */
function ruleOf(visit: Visit, rule: string): string {
  const key = `rule.${rule}`
  return isKey(key) ? visit.say(key) : rule.replaceAll('-', ' ')
}

/** Figures as the rule counted them; seconds read as hours. */
function factsOf({ words }: Visit, { facts }: NotedVerdict): string {
  const spaced = (name: string) => name.replaceAll(/(?=[A-Z])/g, ' ').toLowerCase()
  return Object.entries(facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) =>
      name.endsWith('Seconds') || name === 'seconds'
        ? `${spaced(name.replace(/Seconds$/, ''))}: ${words.hours(Number(value))}`
        : `${spaced(name)}: ${value}`,
    )
    .join(' · ')
}
