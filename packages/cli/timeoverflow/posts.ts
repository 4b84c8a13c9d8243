import type { BadRow, SourcePost } from '@commonhour/domain'
import {
  type Cell,
  dayOrNothingCell,
  lastDayOf,
  numberCell,
  pastCell,
  quoted,
  type Reasons,
  textCell,
  titleCell,
} from './cells.ts'
import { readEach } from './each.ts'
import type { SourceFile } from './files.ts'

export const postColumns = [
  'userId',
  'type',
  'title',
  'text',
  'categoryId',
  'createdAt',
  'startOn',
  'endOn',
] as const

/** Reads the posts: an Offer is an offer, an Inquiry a need; in the order of their moments. */
export function readPosts(
  file: SourceFile,
  known: ReadonlySet<number>,
  now: number,
): { posts: readonly SourcePost[]; bad: readonly BadRow[] } {
  const { bad, found } = readEach(file, postColumns, (cells, reasons) =>
    postOf(cells, reasons, known, now),
  )
  return { posts: found.sort((a, b) => a.publishedAt - b.publishedAt), bad }
}

function postOf(
  cells: readonly string[],
  reasons: Reasons,
  known: ReadonlySet<number>,
  now: number,
): SourcePost | null {
  const [userId = '', type = '', title = '', text = '', categoryId = ''] = cells
  const [createdAt = '', startOn = '', endOn = ''] = cells.slice(5)
  const member = reasons.read('userId', knownCell(userId, known))
  const word = reasons.read('type', wordCell(type))
  const said = reasons.read('title', titleCell(title))
  const more = reasons.read('text', textCell(text))
  const category = reasons.read('categoryId', categoryCell(categoryId))
  const created = reasons.read('createdAt', pastCell(createdAt, now))
  const start = reasons.read('startOn', dayOrNothingCell(startOn))
  const end = reasons.read('endOn', dayOrNothingCell(endOn))
  if (member === undefined || word === undefined || said === undefined) return null
  if (more === undefined || category === undefined || created === undefined) return null
  if (start === undefined || end === undefined) return null
  const expiresOn = end ?? lastDayOf(word, start ?? created.day)
  return { member, word, title: said, text: more, category, publishedAt: created.at, expiresOn }
}

/** The number of a member who stands in the members' file. */
export function knownCell(text: string, known: ReadonlySet<number>): Cell<number> {
  const cell = numberCell(text)
  if ('reason' in cell || known.has(cell.value)) return cell
  return { reason: `names member ${cell.value}, who stands in no row of the members` }
}

function wordCell(type: string): Cell<'need' | 'offer'> {
  if (type === 'Offer') return { value: 'offer' }
  if (type === 'Inquiry') return { value: 'need' }
  return { reason: `is neither Offer nor Inquiry: ${quoted(type)}` }
}

/** The old bank's categories have numbers only; the charter made for them has `category-6`. */
function categoryCell(text: string): Cell<string> {
  if (/^\d{1,9}$/.test(text.trim())) return { value: `category-${Number(text)}` }
  return { reason: `is no number of a category: ${quoted(text)}` }
}
