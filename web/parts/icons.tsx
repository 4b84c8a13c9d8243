import { raw } from 'hono/html'
import bookOpen from 'lucide-static/dist/esm/icons/book-open.mjs'
import car from 'lucide-static/dist/esm/icons/car.mjs'
import coffee from 'lucide-static/dist/esm/icons/coffee.mjs'
import fileText from 'lucide-static/dist/esm/icons/file-text.mjs'
import hammer from 'lucide-static/dist/esm/icons/hammer.mjs'
import handHeart from 'lucide-static/dist/esm/icons/hand-heart.mjs'
import house from 'lucide-static/dist/esm/icons/house.mjs'
import library from 'lucide-static/dist/esm/icons/library.mjs'
import listTodo from 'lucide-static/dist/esm/icons/list-todo.mjs'
import penLine from 'lucide-static/dist/esm/icons/pen-line.mjs'
import phone from 'lucide-static/dist/esm/icons/phone.mjs'
import shapes from 'lucide-static/dist/esm/icons/shapes.mjs'
import shoppingBasket from 'lucide-static/dist/esm/icons/shopping-basket.mjs'
import sprout from 'lucide-static/dist/esm/icons/sprout.mjs'
import toyBrick from 'lucide-static/dist/esm/icons/toy-brick.mjs'
import userRound from 'lucide-static/dist/esm/icons/user-round.mjs'

// One path per icon, so that a bundle holds these alone and not the whole set.
const icons = {
  home: house,
  needs: handHeart,
  record: penLine,
  me: userRound,
  today: listTodo,
  books: library,
  phone,
  other: shapes,
  // The eight categories of the neighbourhood template.
  transport: car,
  shopping: shoppingBasket,
  house: sprout,
  repairs: hammer,
  company: coffee,
  children: toyBrick,
  paperwork: fileText,
  learning: bookOpen,
}
export type IconName = keyof typeof icons

const drawn = Object.fromEntries(
  Object.entries(icons).map(([name, svg]) => [name, raw(tidied(svg, name === 'today'))]),
) as Record<IconName, ReturnType<typeof raw>>

/** A picture beside words, never instead of them: hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return drawn[name]
}

/** The picture of a category of the charter; a community's own categories share one. */
export function categoryIcon(category: string): IconName {
  if (category === 'home') return 'house'
  return category in icons ? (category as IconName) : 'other'
}

/** @param turns whether it is read from one side, and so turned round right to left: a list */
function tidied(svg: string, turns: boolean): string {
  const line = svg.replace(/\s*\n\s*/g, ' ').trim()
  const opening = `<svg class="icon${turns ? ' turns' : ''}" aria-hidden="true"`
  return line.replace(/^<svg class="[^"]*" xmlns="[^"]*"/, opening)
}
