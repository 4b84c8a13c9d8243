import { type CharterBody, neighbourhoodCharter } from '@commonhour/contract'
import type { SourceBank } from '@commonhour/domain'

/**
 * The charter of a community that a bank moves into: the neighbourhood's, with the old bank's
 * categories behind the usual ones. Their names are not in the files; stewards amend them.
 */
export function charterFor({ posts }: Pick<SourceBank, 'posts'>, language: string): CharterBody {
  const ids = [...new Set(posts.map(({ category }) => category))]
  const categories = ids
    .sort((a, b) => numberIn(a) - numberIn(b))
    .map((id) => ({ id, names: { [language]: `Category ${numberIn(id)}` } }))
  const usual = neighbourhoodCharter.categories
  return { ...neighbourhoodCharter, categories: [...usual, ...categories] }
}

function numberIn(id: string): number {
  return Number(id.slice('category-'.length))
}
