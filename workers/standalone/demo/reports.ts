import { isRefusal } from '@commonhour/client'
import { dayOf } from '@commonhour/contract'
import type { Cast } from './cast.ts'
import type { Seeder } from './seeder.ts'

const dayMs = 86_400_000
const halfYearMs = 26 * 7 * dayMs

/** The auditor draws a report of half a year, and audit makes and signs it. */
export async function drawReport(seeder: Seeder, { rosa }: Cast, from: number): Promise<void> {
  const { community } = seeder
  const body = { from: dayOf(from), to: dayOf(from + halfYearMs - dayMs) }
  const asked = await seeder.as(rosa.person).requestReport({ community }, { body })
  if (isRefusal(asked)) throw new Error(`No report could be drawn: ${asked.fault}`)
  await seeder.audit()
}
