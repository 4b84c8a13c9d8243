import type {
  AnswerOf,
  OperationName,
  Operations,
  ParametersOf,
  QueryOf,
} from '@commonhour/contract'
import { isRefusal, type Refusal } from './refusal.ts'

/** The operations that answer a page of items. */
export type ListName = {
  [N in OperationName]: AnswerOf<Operations[N]> extends { items: unknown[]; next: string | null }
    ? 'after' extends keyof QueryOf<Operations[N]>
      ? N
      : never
    : never
}[OperationName]

type ItemOf<N extends ListName> = AnswerOf<Operations[N]> extends { items: (infer I)[] } ? I : never
type ListQuery<N extends ListName> = {
  [K in Exclude<keyof QueryOf<Operations[N]>, 'after'>]?: QueryOf<Operations[N]>[K] | undefined
}

/**
 * Walks a list to its end, page after page. A refusal is handed on as the last value:
 *
 *     for await (const need of client.pages('listNeeds', { community })) { if (isRefusal(need)) … }
 */
export type PagesOf = <N extends ListName>(
  name: N,
  parameters: ParametersOf<Operations[N]>,
  query?: ListQuery<N>,
) => AsyncGenerator<ItemOf<N> | Refusal, void>

/** A list operation, its types set aside. */
export type Listed = (
  parameters: Record<string, string>,
  sending: { query: Record<string, unknown> },
) => Promise<Refusal | { items: unknown[]; next: string | null }>

export function walkPages(
  list: (name: ListName, ...given: Parameters<Listed>) => ReturnType<Listed>,
): PagesOf {
  async function* walk(
    name: ListName,
    parameters: Record<string, string>,
    query = {},
  ): AsyncGenerator<unknown, void> {
    let after: string | null = null
    do {
      const page = await list(name, parameters, {
        query: { ...query, ...(after !== null && { after }) },
      })
      if (isRefusal(page)) return yield page
      yield* page.items
      after = page.next
    } while (after !== null)
  }
  return walk as PagesOf
}
