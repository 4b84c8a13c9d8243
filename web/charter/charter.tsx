import { isRefusal } from '@commonhour/client'
import {
  type Charter,
  type CharterField,
  type CharterVersion,
  charterFields,
  charterValueOf,
  type Difference,
} from '@commonhour/contract'
import { type Mount, memberPage, publicPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { charterWords, fieldName } from './words.ts'

/** What was agreed, for anyone; and how it came to be, for members. */
export function mountCharter(mount: Mount): void {
  publicPage(mount, {
    path: '/:community/charter',
    read: readCharter,
    show: (visit, { charter, community }) => ({
      title: visit.say('charter.title'),
      community,
      body: <CharterPage visit={visit} charter={charter} />,
    }),
  })
  memberPage(mount, {
    path: '/:community/charter/history',
    read: ({ client, community }) => client.listCharterVersions({ community }),
    show: (visit, home, { items }) => ({
      title: visit.say('charter.history'),
      here: 'me',
      body: (
        <>
          {home.member.offices.includes('coordinator') ? (
            <p>
              <a class="button" href={visit.to('charter', 'change')}>
                {visit.say('amend.link')}
              </a>
            </p>
          ) : null}
          {items.map((version) => (
            <Version visit={visit} version={version} />
          ))}
        </>
      ),
    }),
  })
}

async function readCharter({ client, community }: Visit) {
  const [profile, charter] = await Promise.all([
    client.readCommunity({ community }),
    client.readCharter({ community }),
  ])
  if (isRefusal(profile)) return profile
  return isRefusal(charter) ? charter : { community: profile, charter }
}

function CharterPage({ visit, charter }: { visit: Visit; charter: Charter }) {
  const { say, words } = visit
  const day = words.shortDay(charter.effectiveFrom.slice(0, 10))
  const told = charterFields.filter((field) => field !== 'terms.text')
  return (
    <>
      <p class="lead" dir="auto">
        {charter.terms.text}
      </p>
      <p class="quiet">{say('charter.since', { n: charter.version, day })}</p>
      <dl class="facts long">
        {told.map((field) => (
          <div>
            <dt>{fieldName(visit, field)}</dt>
            <dd>{charterWords(visit, field, charterValueOf(charter, field))}</dd>
          </div>
        ))}
      </dl>
      {visit.session === undefined ? null : (
        <ul class="plain-list">
          <li>
            <a href={visit.to('charter', 'history')}>{say('charter.historyLink')}</a>
          </li>
          <li>
            <a href={visit.to('home')}>{say('community.goHome')}</a>
          </li>
        </ul>
      )}
    </>
  )
}

function Version({ visit, version }: { visit: Visit; version: CharterVersion }) {
  const { say, words } = visit
  const { differences, names, proposedBy, secondedBy } = version
  const day = words.shortDay(version.effectiveFrom.slice(0, 10))
  const who = say(secondedBy === null ? 'charter.byOne' : 'charter.byTwo', {
    proposer: names[proposedBy ?? ''] ?? '',
    second: names[secondedBy ?? ''] ?? '',
  })
  return (
    <section>
      <h2>{say('charter.since', { n: version.version, day })}</h2>
      <p>{proposedBy === null ? say('charter.founding') : who}</p>
      <Differences visit={visit} differences={differences} />
    </section>
  )
}

/** What reads otherwise, each in one sentence with its units. */
export function Differences({ visit, differences }: { visit: Visit; differences: Difference[] }) {
  return (
    <ul>
      {differences.map(({ after, before, field }) => (
        <li>
          {visit.say('charter.differs', {
            field: fieldName(visit, field as CharterField),
            before: charterWords(visit, field as CharterField, before),
            after: charterWords(visit, field as CharterField, after),
          })}
        </li>
      ))}
    </ul>
  )
}
