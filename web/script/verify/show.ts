import {
  headingOf,
  limits,
  stateWords,
  type ToldCheck,
  type Verified,
  verdictOf,
} from '@commonhour/proof'

/** Shows the verdict, which is read out first, then every check in the order of the ladder. */
export function showResult(place: HTMLElement, verified: Verified): void {
  const { says, state } = verdictOf(verified.checks)
  const verdict = element('p', says)
  verdict.className = state === 'wrong' ? 'problem' : `verdict${state === 'whole' ? ' whole' : ''}`
  verdict.tabIndex = -1
  const list = document.createElement('ol')
  list.className = 'cards'
  list.append(...verified.checks.map(cardOf))
  const under = element('p', limits)
  under.className = 'quiet'
  place.replaceChildren(element('h2', headingOf(verified)), verdict, list, under)
  verdict.focus()
}

function cardOf({ says, state, title }: ToldCheck): HTMLElement {
  const card = document.createElement('li')
  card.className = `card check ${state}`
  const text = document.createElement('p')
  const word = stateWords[state]
  if (word !== null) text.append(element('strong', word), ' ')
  text.append(says)
  const inner = document.createElement('div')
  inner.append(element('h3', title), text)
  card.append(inner)
  return card
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
