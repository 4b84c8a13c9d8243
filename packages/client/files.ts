import {
  type OperationName,
  type Operations,
  operations,
  type ParametersOf,
} from '@commonhour/contract'
import type { Refusal } from './refusal.ts'
import { type Door, knock, type Reading } from './send.ts'

/** The operations whose answer is a file, or can be had as one. */
export type FileName = {
  [N in OperationName]: Operations[N] extends { media: string } | { alternative: string }
    ? N
    : never
}[OperationName]

/**
 * Opens a file as it comes, for whoever hands it on: a log may be larger than the memory there is.
 * What can be had signed comes signed:
 *
 *     const file = await client.file('readReport', { community, no: '3' })
 *     if (!isRefusal(file)) await file.body?.pipeTo(disk)
 */
export type FileOf = <N extends FileName>(
  name: N,
  parameters: ParametersOf<Operations[N]>,
) => Promise<Response | Refusal>

const unread: Reading = async (response) => response

export function filesThrough(door: Door): FileOf {
  const open = (name: FileName, parameters: Record<string, string>) => {
    const operation = operations[name]
    const accept = 'alternative' in operation ? operation.alternative : operation.media
    return knock(door, operation, parameters, { accept }, unread)
  }
  return open as FileOf
}
