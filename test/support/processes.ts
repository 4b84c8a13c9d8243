import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface Process {
  readonly pid: number
  readonly parent: number
  /** The command line, as anyone on the machine can read it. */
  readonly line: string
}

/** Every process that comes of another, children of children too. */
export function descendantsOf(ancestor: number): Process[] {
  const all = processes()
  const childrenOf = (pid: number): Process[] =>
    all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...childrenOf(one.pid)])
  return childrenOf(ancestor)
}

/** From /proc where there is one: a small Debian has no ps. */
function processes(): Process[] {
  if (process.platform === 'linux') return readdirSync('/proc').flatMap(processAt)
  const table = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args=']).toString()
  return [...table.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, line = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    line,
  }))
}

function processAt(name: string): Process[] {
  if (!/^\d+$/.test(name)) return []
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return [{ pid: Number(name), parent, line }]
  } catch {
    // It has ended between the two looks.
    return []
  }
}
