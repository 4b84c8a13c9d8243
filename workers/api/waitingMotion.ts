import { type Fault, isFault } from '@commonhour/contract'
import { type Books, openMotionQuery, snapshot } from '@commonhour/ledger'

/**
 * What was asked, or why not: the books refuse a second motion about the same while one waits, and
 * then it is asked which, so that who proposes it finds the other. Nothing is asked otherwise.
 */
export async function namingTheMotion<T>(
  books: Books,
  about: Parameters<typeof openMotionQuery>[0],
  asked: Promise<T | Fault>,
): Promise<T | Fault> {
  const said = await asked
  if (!isFault(said) || said.fault !== 'motion_is_waiting') return said
  const { motion } = await snapshot(books, { motion: openMotionQuery(about) })
  return motion === null ? said : { ...said, motion }
}
