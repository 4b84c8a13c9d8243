import { isRefusal } from '@commonhour/client'
import type { ReportLine } from '@commonhour/contract'
import { More } from '../parts/cards.tsx'
import { type Mount, memberPage, publicPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

const shownAtOnce = 25

/** The reports there are: for auditors among the books, and for anyone. */
export function mountReports(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/books/reports',
    read: listed,
    show: (visit, home, list) => ({
      title: visit.say('reports.title'),
      here: 'books',
      body: (
        <>
          <p class="lead">{visit.say('reports.lead')}</p>
          <p class="actions">
            {home.member.offices.includes('auditor') ? (
              <a class="button" href={visit.to('books', 'reports', 'draw')}>
                {visit.say('reports.draw')}
              </a>
            ) : null}
            <a class="button second" href={visit.to('books', 'cosigners')}>
              {visit.say('cosigners.title')}
            </a>
          </p>
          <Reports visit={visit} list={list} under={['books', 'reports']} />
          <p>
            <a href={visit.to('books')}>{visit.say('books.back')}</a>
          </p>
        </>
      ),
    }),
  })
  publicPage(mount, {
    path: '/:community/reports',
    read: listedForAnyone,
    show: (visit, { community, list }) => ({
      title: visit.say('reports.title'),
      community,
      body: (
        <>
          <p class="lead">{visit.say('reports.lead')}</p>
          <Reports visit={visit} list={list} under={['reports']} />
          <p>
            <a href={visit.to('proof')}>{visit.say('proof.link')}</a>
          </p>
        </>
      ),
    }),
  })
}

function listed({ client, community, query }: Visit) {
  const after = query('after') || undefined
  return client.listReports({ community }, { query: { after, limit: shownAtOnce } })
}

async function listedForAnyone(visit: Visit) {
  const { client, community } = visit
  const [profile, list] = await Promise.all([client.readCommunity({ community }), listed(visit)])
  if (isRefusal(profile)) return profile
  return isRefusal(list) ? list : { community: profile, list }
}

interface ReportsProps {
  visit: Visit
  list: { items: ReportLine[]; next: string | null }
  /** Where each has its page. */
  under: string[]
}

function Reports({ visit, list, under }: ReportsProps) {
  const { say } = visit
  return (
    <>
      {list.items.length === 0 ? <p class="empty">{say('reports.none')}</p> : null}
      <ul class="cards">
        {list.items.map((line) => (
          <li class="card">
            <div>
              <h2>
                <a href={visit.to(...under, String(line.no))}>
                  {say('reports.name', { no: line.no })}
                </a>
              </h2>
              <p>{daysOf(visit, line.period)}</p>
              <p class="quiet">{stateOf(visit, line)}</p>
            </div>
          </li>
        ))}
      </ul>
      <More visit={visit} next={list.next} />
    </>
  )
}

/** "1 Oct 2026 to 31 Oct 2026" */
export function daysOf({ say, words }: Visit, { from, to }: { from: string; to: string }): string {
  return say('reports.period', { from: words.shortDay(from), to: words.shortDay(to) })
}

/** Being made; or when it was signed, and by how many beside audit. */
function stateOf(visit: Visit, { issuedAt, signatures }: ReportLine): string {
  const { say, words } = visit
  if (issuedAt === null) return say('reports.making')
  const signed = say('reports.signed', { day: words.shortDay(issuedAt.slice(0, 10)) })
  return [signed, cosignedText(visit, signatures)].filter(Boolean).join(' · ')
}

/** How many stewards co-signed; '' where none did and none is asked for. */
export function cosignedText({ say }: Visit, { made, needed }: ReportLine['signatures']): string {
  if (needed > 0) return say('reports.cosignedOf', { made, needed })
  return made === 0 ? '' : say('reports.cosigned', { made })
}
