import { More } from '../parts/cards.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'

/** What is remembered differently, for coordinators: oldest first, each leads to its settlement. */
export function mountDisputes(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/coordinate/disputes',
    read: ({ client, community, query }) =>
      client.listDisputes(
        { community },
        { query: { limit: 25, after: query('after') || undefined } },
      ),
    show: (visit, home, disputes) => ({
      title: visit.say('disputes.title'),
      here: 'home',
      body: (
        <>
          {disputes.items.length === 0 ? <p class="empty">{visit.say('disputes.none')}</p> : null}
          <ul class="cards">
            {disputes.items.map((exchange) => (
              <li class="card">
                <div>
                  <h2>
                    <a href={visit.to('exchanges', exchange.id)} dir="auto">
                      {exchange.title}
                    </a>
                  </h2>
                  <p>
                    {[exchange.giver, ...exchange.receivers]
                      .map((id) => exchange.names[id] ?? '')
                      .join(' · ')}
                  </p>
                  <p class="quiet">
                    {visit.words.moment(
                      Date.parse(exchange.steps.at(-1)?.at ?? ''),
                      home.community.timeZone,
                      visit.now,
                    )}
                  </p>
                </div>
              </li>
            ))}
          </ul>
          <More visit={visit} next={disputes.next} />
        </>
      ),
    }),
  })
}
