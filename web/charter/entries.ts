import type { CharterBody } from '@commonhour/contract'
import { codeOf } from '../messages.ts'
import type { Visit } from '../plumbing/visit.ts'

export const listNames = ['areas', 'categories', 'joinQuestions'] as const
export type ListName = (typeof listNames)[number]
export type Lists = Pick<CharterBody, ListName>

/** One entry of a list: the field that holds its name, and the name as it stands. */
interface Entry {
  field: string
  name: string
}

/** What a list holds, in its order. Questions have no ids: their place is theirs. */
export function entriesOf(visit: Visit, body: CharterBody, list: ListName): Entry[] {
  if (list === 'joinQuestions') {
    return body.joinQuestions.map((name, at) => ({ field: `${list}.${at}`, name }))
  }
  return body[list].map((one) => ({ field: `${list}.${one.id}`, name: nameOf(visit, one) }))
}

type Named = CharterBody['areas'][number] | CharterBody['categories'][number]

function nameOf({ language }: Visit, one: Named): string {
  if ('name' in one) return one.name
  return one.names[codeOf(language)] ?? Object.values(one.names)[0] ?? one.id
}

/** The lists with what was typed: an emptied line goes, another name stays the same entry. */
export function listsOf(
  visit: Visit,
  body: CharterBody,
  typed: ReadonlyMap<string, string>,
): Lists {
  const tag = codeOf(visit.language)
  const kept = (field: string, name: string) => (typed.get(field) ?? name).trim()
  const added = (list: ListName) =>
    (typed.get(list) ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  return {
    areas: [
      ...body.areas.flatMap((one) => {
        const name = kept(`areas.${one.id}`, one.name)
        return name === '' ? [] : [{ ...one, name }]
      }),
      ...withIds(added('areas'), 'area', body.areas).map(({ id, name }) => ({ id, name })),
    ],
    categories: [
      ...body.categories.flatMap((one) => {
        const before = nameOf(visit, one)
        const name = kept(`categories.${one.id}`, before)
        if (name === before) return [one]
        return name === '' ? [] : [{ ...one, names: { ...one.names, [tag]: name } }]
      }),
      ...withIds(added('categories'), 'kind', body.categories).map(({ id, name }) => ({
        id,
        names: { [tag]: name },
      })),
    ],
    joinQuestions: [
      ...body.joinQuestions.map((text, at) => kept(`joinQuestions.${at}`, text)).filter(Boolean),
      ...added('joinQuestions'),
    ],
  }
}

/** An id for each new name: its own letters, else a word and a number, and never one in use. */
function withIds(names: string[], word: string, used: readonly { id: string }[]): NamedId[] {
  const taken = new Set(used.map(({ id }) => id))
  return names.map((name) => {
    const bare = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    const letters = bare.replace(/[^a-z0-9]+/g, '-')
    const plain = letters.replace(/^[^a-z]+|-+$/g, '').slice(0, 36)
    const base = plain.length < 2 ? word : plain
    let id = base
    for (let n = 2; taken.has(id); n++) id = `${base}-${n}`
    taken.add(id)
    return { id, name }
  })
}

type NamedId = { id: string; name: string }

/** What would differ, one sentence each: added, taken away, called otherwise. */
export function newsOf(visit: Visit, body: CharterBody, after: Lists): string[] {
  return listNames.flatMap((list) => {
    const before = namesById(visit, body, list)
    const now = namesById(visit, after, list)
    const said = { list: visit.say(`charterField.${list}`) }
    return [
      ...[...before].flatMap(([id, name]) => {
        const other = now.get(id)
        if (other === name) return []
        if (other === undefined) return [visit.say('lists.takenAway', { ...said, name })]
        return [visit.say('lists.renamed', { ...said, name, other })]
      }),
      ...[...now].flatMap(([id, name]) =>
        before.has(id) ? [] : [visit.say('lists.added', { ...said, name })],
      ),
    ]
  })
}

function namesById(visit: Visit, lists: Lists, list: ListName): Map<string, string> {
  if (list === 'joinQuestions') return new Map(lists.joinQuestions.map((text) => [text, text]))
  return new Map(lists[list].map((one) => [one.id, nameOf(visit, one)]))
}
