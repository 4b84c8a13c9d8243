import type { Home } from '@commonhour/contract'
import { AlarmCard } from '../books/alarm.tsx'
import { silenceText } from '../exchanges/silence.tsx'
import { ExchangeCard, PublishedCard } from '../parts/cards.tsx'
import { Halves, Sparkline, showsBalance } from '../parts/charts.tsx'
import { type Mount, memberPage, nothingMore } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

interface HomeProps {
  visit: Visit
  home: Home
}

/** Where I stand, what waits for me, and what the others need. */
export function mountHome(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/home',
    read: nothingMore,
    show: (visit, home) => ({
      title: visit.say('home.title', { name: home.member.name.split(' ')[0] ?? '' }),
      here: 'home',
      body: <HomePage visit={visit} home={home} />,
    }),
  })
}

function HomePage({ visit, home }: HomeProps) {
  return (
    <div class="columns">
      <div class="stand">
        <AlarmCard visit={visit} home={home} />
        <Standing visit={visit} home={home} />
        <p class="actions">
          <a class="button" href={visit.to('ask')}>
            {visit.say('ask.link')}
          </a>
          <a class="button second" href={visit.to('record')}>
            {visit.say('record.link')}
          </a>
        </p>
      </div>
      <div class="lists">
        <Waiting visit={visit} home={home} />
        {home.member.offices.includes('coordinator') ? (
          <p>
            <a href={visit.to('coordinate', 'disputes')}>{visit.say('disputes.link')}</a>
          </p>
        ) : null}
        <Lately visit={visit} home={home} />
        <MyNeeds visit={visit} home={home} />
        <OthersNeeds visit={visit} home={home} />
      </div>
      <HoursLately visit={visit} home={home} />
    </div>
  )
}

/** How it moved, and the way to every line. */
function HoursLately({ visit, home }: HomeProps) {
  const { say } = visit
  return (
    <section class="lately" aria-labelledby="hours">
      <h2 id="hours">{say('home.latelyTitle')}</h2>
      {showsBalance(home) ? <Sparkline visit={visit} balances={home.balances} /> : null}
      <p>
        <a href={visit.to('statement')}>{say('statement.link')}</a>
      </p>
    </section>
  )
}

/**
 * What I can ask for, beside gave and received; gifts are a third figure, and a balance never
 * stands alone.
 */
export function Standing({ visit, home }: HomeProps) {
  const { account, charter } = home
  if (account === null) return null
  const { say, words } = visit
  const whole = charter.quantumSeconds
  const open = Math.floor(Math.max(account.availableSeconds, 0) / whole) * whole
  const figures = [
    ['gave', say('figure.gave'), words.hours(account.givenSeconds)],
    ['received', say('figure.received'), words.hours(account.receivedSeconds)],
    ['gifts', say('figure.gifts'), words.change(account.giftSeconds)],
  ]
  return (
    <section class="standing" aria-labelledby="standing">
      <h2 id="standing">
        {open === 0 ? say('home.talk') : null}
        {open > 0 && showsBalance(home) ? say('home.canAsk', { hours: words.hours(open) }) : null}
        {open > 0 && !showsBalance(home) ? say('home.askAway') : null}
      </h2>
      <div class="tally">
        <Halves account={account} />
        <dl>
          {figures.map(([kind, label, figure]) => (
            <div class={kind}>
              <dt>{label}</dt>
              <dd>{figure}</dd>
            </div>
          ))}
        </dl>
      </div>
      {account.heldOutSeconds > 0 ? (
        <p class="quiet">{say('home.setAside', { hours: words.hours(account.heldOutSeconds) })}</p>
      ) : null}
    </section>
  )
}

function Waiting({ visit, home }: HomeProps) {
  const { say } = visit
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{say('home.waiting')}</h2>
      {home.waiting.length === 0 ? <p class="empty">{say('home.nothingWaits')}</p> : null}
      <ul class="cards mine">
        {home.waiting.map((it) => (
          <ExchangeCard
            visit={visit}
            it={it}
            me={home.member.id}
            note={silenceText(visit, home, it)}
          />
        ))}
      </ul>
      {home.underWay.length > 0 ? <h2>{say('home.underWay')}</h2> : null}
      <ul class="cards">
        {home.underWay.map((it) => (
          <ExchangeCard visit={visit} it={it} me={home.member.id} />
        ))}
      </ul>
    </section>
  )
}

/** What others ended since: an answer, also when it is a no, is found here. */
function Lately({ visit, home }: HomeProps) {
  if (home.lately.length === 0) return null
  return (
    <section aria-labelledby="lately">
      <h2 id="lately">{visit.say('home.ended')}</h2>
      <ul class="cards">
        {home.lately.map((it) => (
          <ExchangeCard visit={visit} it={it} me={home.member.id} />
        ))}
      </ul>
    </section>
  )
}

function MyNeeds({ visit, home }: HomeProps) {
  const { say } = visit
  return (
    <section aria-labelledby="mine">
      <h2 id="mine">{say('home.myNeeds')}</h2>
      {home.myNeeds.length === 0 ? <p class="empty">{say('home.noNeeds')}</p> : null}
      <ul class="cards">
        {home.myNeeds.map((it) => (
          <PublishedCard visit={visit} home={home} it={it} kind="needs" mine />
        ))}
      </ul>
    </section>
  )
}

function OthersNeeds({ visit, home }: HomeProps) {
  const { say } = visit
  return (
    <section aria-labelledby="others">
      <h2 id="others">{say('home.others')}</h2>
      {home.needs.length === 0 ? <p class="empty">{say('needs.none')}</p> : null}
      <ul class="cards">
        {home.needs.map((it) => (
          <PublishedCard visit={visit} home={home} it={it} kind="needs" />
        ))}
      </ul>
      <p>
        <a href={visit.to('needs')}>{say('needs.all')}</a>
      </p>
    </section>
  )
}
