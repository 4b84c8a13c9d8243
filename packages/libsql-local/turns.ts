import type { Connection } from './connection.ts'
import { runGroup, writeOf } from './group.ts'
import type { PipelineAnswer } from './hrana.ts'
import type { Turn } from './queue.ts'
import { runPipeline } from './run.ts'

/**
 * Answers those who waited together: write batches share one commit, all else runs by itself and
 * after them, so that nothing is ever read inside an open group. They were asked at the same time:
 * any order among them is right.
 */
export function takeTurns(connection: Connection, turns: readonly Turn[]): void {
  const writing = turns.flatMap((turn) => {
    const write = writeOf(connection, turn.requests)
    return write === null ? [] : [{ turn, write }]
  })
  // One alone gains nothing from a savepoint.
  const together = writing.length > 1 ? writing : []
  const others = new Set(turns)
  for (const { turn } of together) others.delete(turn)
  if (together.length > 0) {
    const writes = together.map(({ write }) => write)
    const turnsOf = together.map(({ turn }) => turn)
    answer(turnsOf, () => runGroup(connection, writes))
  }
  for (const turn of others) answer([turn], () => [runPipeline(connection, turn.requests)])
}

/** Each gets its own answer, or all of them what was thrown. */
function answer(turns: readonly Turn[], run: () => PipelineAnswer[]): void {
  try {
    const answers = run()
    for (const [i, turn] of turns.entries()) turn.resolve(answers[i] as PipelineAnswer)
  } catch (thrown) {
    for (const turn of turns) turn.reject(thrown)
  }
}
