import { expect } from 'vitest'
import { communityRow } from '../../support/founding.ts'
import { office } from '../../support/motions.ts'
import { charterRow, memberRow, memberStep, now } from '../../support/rows.ts'
import { law, refuses } from './law.ts'

/** Who stays in office, and why someone is suspended. */
export const stewardLaws = [
  law('a community that has a coordinator at work keeps one', async (books) => {
    const last = 'coordinator_is_the_last'
    const coordinator = (name: string, act: string) => office(name, act, { office: 'coordinator' })
    await refuses(books, last, coordinator('rosa', 'removed'))
    for (const state of ['paused', 'suspended', 'departed']) {
      await refuses(books, last, memberStep('rosa', 2, state))
    }
    await books.write(office('rosa', 'removed'), memberStep('ana', 2, 'paused'))
    await books.write(coordinator('ana', 'appointed'))
    // Ana has the office and rests: Rosa is still the only one at work.
    await refuses(books, last, coordinator('rosa', 'removed'))
    await refuses(books, last, memberStep('rosa', 2, 'paused'))
    await books.write(coordinator('ana', 'removed'), coordinator('ana', 'appointed'))
    await books.write(memberStep('ana', 3, 'active'), memberStep('rosa', 2, 'paused'))
    await refuses(books, last, memberStep('ana', 4, 'suspended'))
    await books.write(memberStep('rosa', 3, 'active'), coordinator('ana', 'removed'))
    await refuses(books, last, coordinator('rosa', 'removed'))
    // Who holds no office at work may come and go.
    await books.write(memberStep('ana', 4, 'departed'), office('luis'), office('luis', 'removed'))
  }),
  law(
    'before there is a coordinator, members come and go, and an office at rest may be left',
    async (books) => {
      await books.write(communityRow(), charterRow(1, now), memberRow('eva', 1))
      await books.write(memberStep('eva', 0, 'applied'), memberStep('eva', 1, 'active'))
      await books.write(memberStep('eva', 2, 'paused'))
      const coordinator = { office: 'coordinator' }
      await books.write(
        office('eva', 'appointed', coordinator),
        office('eva', 'removed', coordinator),
      )
    },
    'empty',
  ),
  law('a suspension keeps its reason in the log, and other steps none', async (books) => {
    await books.write(
      memberStep('ana', 2, 'suspended', { reason: 'safety' }),
      memberStep('ana', 3, 'active'),
    )
    const rows = await books.read(
      "SELECT kind, json_array_length(body) AS parts, body ->> 6 AS reason FROM log WHERE ref = 'public-ana' ORDER BY seq DESC LIMIT 2",
    )
    expect(rows).toEqual([
      { kind: 'member.active', parts: 6, reason: null },
      { kind: 'member.suspended', parts: 7, reason: 'safety' },
    ])
  }),
]
