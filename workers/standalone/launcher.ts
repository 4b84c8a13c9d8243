import { readFileSync } from 'node:fs'

/** How often the launcher is looked for, in milliseconds. */
const lookEveryMs = 500

/** A process as `/proc` tells it. */
interface Seen {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/**
 * Stops this process, as SIGTERM would, once the command that launched it is gone. npx ends at once
 * when it is told to, and tells nobody below it: pnpm, its shell and we would run on unseen.
 * Where there is no `/proc`, or no launcher above us, nothing is watched.
 */
export function endWithLauncher(): void {
  const chain = launcherOf(process.pid)
  if (chain.length < 2) return
  const timer = setInterval(() => {
    if (chain.every(({ parent, pid }) => seen(pid)?.parent === parent)) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, lookEveryMs)
  timer.unref()
}

/**
 * This process and those between it and the outermost npx, npm or pnpm, whose own parent does not
 * matter: a terminal may close behind a command that was left to run.
 */
function launcherOf(pid: number): Seen[] {
  const above: Seen[] = []
  for (let one = seen(pid); one !== null; one = seen(one.parent)) {
    if (one.pid !== pid && !isLauncher(one.command) && !isShell(one.command)) break
    above.push(one)
  }
  const outermost = above.findLastIndex(({ command }) => isLauncher(command))
  return above.slice(0, Math.max(0, outermost))
}

function isLauncher(command: string): boolean {
  return /(^|[/ ])(pnpm|npm|npx)(-cli)?(\.[cm]?js)?( |$)/.test(command.replace(/^\S*sh -c .*/s, ''))
}

function isShell(command: string): boolean {
  return /^\S*sh -c /.test(command)
}

function seen(pid: number): Seen | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold anything; the parent is the second field after it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { pid, parent, command }
  } catch {
    return null
  }
}
