import type { Motion } from '@commonhour/contract'
import { More } from '../parts/cards.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** What two coordinators decide: what is open, and what became of the rest. */
export function mountMotions(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/motions',
    read: ({ client, community, query }) =>
      client.listMotions({ community }, { query: { after: query('after') || undefined } }),
    show: (visit, _, { items, next }) => ({
      title: visit.say('motions.title'),
      here: 'me',
      body: (
        <>
          {items.length === 0 ? <p class="empty">{visit.say('motions.none')}</p> : null}
          <ul class="plain-list">
            {items.map((motion) => (
              <li>
                <a href={visit.to('motions', motion.id)}>{motionTitle(visit, motion)}</a>{' '}
                <span class="quiet">{visit.say(`motionState.${motion.state}`)}</span>
              </li>
            ))}
          </ul>
          <More visit={visit} next={next} />
        </>
      ),
    }),
  })
}

/** What a motion is about, in one line; of whom, where the reader may know. */
export function motionTitle({ say }: Visit, { kind, member, names, office }: Motion): string {
  const name = member === null ? say('motion.someone') : (names[member] ?? say('motion.someone'))
  return say(`motion.${kind}`, { name, office: say(`office.${office ?? 'coordinator'}`) })
}
