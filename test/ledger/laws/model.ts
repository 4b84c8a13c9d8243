/**
 * The books of a few accounts in memory: what the database must do, in as few lines as possible.
 */
export interface Standing {
  inSeconds: number
  outSeconds: number
  given: number
  heldOut: number
  heldIn: number
  frozen: boolean
}
interface Between {
  from: string
  to: string
  seconds: number
}
interface Line {
  floorSeconds: number
  ceilingSeconds: number | null
  until: number | null
}

const memberFloor = -20 * 3600
const newcomerFloor = -6 * 3600

export class Model {
  readonly accounts = new Map<string, Standing>()
  readonly holds = new Map<string, Between & { expiresAt: number; open: boolean }>()
  readonly moved = new Map<string, Between & { reversed: boolean }>()
  readonly lines = new Map<string, Line>()
  readonly keys = new Set<string>()
  now: number

  constructor(standings: Readonly<Record<string, Standing>>, now: number) {
    for (const [name, it] of Object.entries(standings)) this.accounts.set(name, { ...it })
    this.now = now
  }

  of(name: string): Standing {
    const standing = this.accounts.get(name)
    if (standing === undefined) throw new Error(`No account ${name}`)
    return standing
  }

  /** Null, or the token that the database must refuse with; `id` is the caller's key as well. */
  begin(kind: 'post' | 'hold', id: string, it: Between, expiresAt: number): string | null {
    if (this.keys.has(id)) return 'idempotency_key_was_used_otherwise'
    const { from, seconds, to } = it
    if (this.of(from).frozen || this.of(to).frozen) return 'account_is_frozen'
    if (kind === 'hold' && expiresAt <= this.now) return 'transfer_does_not_match'
    if (from === to) return 'accounts_are_the_same'
    if (this.freeOf(from) - seconds < this.floorOf(from)) return 'credit_floor_reached'
    if (this.comingTo(to) + seconds > this.ceilingOf(to)) return 'ceiling_is_reached'
    this.keys.add(id)
    if (kind === 'post') this.move(id, it)
    else this.setAside({ ...it, id, expiresAt })
    return null
  }

  resolve(kind: 'settle' | 'release', hold: string, id: string, seconds: number): string | null {
    const held = this.holds.get(hold)
    if (held === undefined) throw new Error(`No hold ${hold}`)
    if (kind === 'settle' && held.expiresAt <= this.now) return 'hold_has_lapsed'
    if (!held.open) return 'hold_is_resolved'
    const isPart = seconds < held.seconds
    if (seconds > held.seconds || (kind === 'release' && isPart)) return 'transfer_does_not_match'
    held.open = false
    this.of(held.from).heldOut -= held.seconds
    this.of(held.to).heldIn -= held.seconds
    if (kind === 'settle') this.move(id, { ...held, seconds })
    return null
  }

  reverse(id: string): string | null {
    const moved = this.moved.get(id)
    if (moved === undefined) return 'transfer_does_not_match'
    if (moved.reversed) return 'transfer_is_reversed_already'
    moved.reversed = true
    this.of(moved.from).inSeconds += moved.seconds
    this.of(moved.to).outSeconds += moved.seconds
    this.of(moved.to).given -= moved.seconds
    return null
  }

  private setAside(it: Between & { id: string; expiresAt: number }) {
    this.holds.set(it.id, { ...it, open: true })
    this.of(it.from).heldOut += it.seconds
    this.of(it.to).heldIn += it.seconds
  }

  private move(id: string, { from, seconds, to }: Between) {
    this.moved.set(id, { from, to, seconds, reversed: false })
    this.of(from).outSeconds += seconds
    this.of(to).inSeconds += seconds
    this.of(to).given += seconds
  }

  private freeOf(name: string): number {
    const { heldOut, inSeconds, outSeconds } = this.of(name)
    return inSeconds - outSeconds - heldOut
  }

  private comingTo(name: string): number {
    const { heldIn, inSeconds, outSeconds } = this.of(name)
    return inSeconds - outSeconds + heldIn
  }

  private lineOf(name: string): Line | null {
    const line = this.lines.get(name)
    return line === undefined || (line.until !== null && line.until <= this.now) ? null : line
  }

  private floorOf(name: string): number {
    const charters = this.of(name).given <= 0 ? newcomerFloor : memberFloor
    return this.lineOf(name)?.floorSeconds ?? charters
  }

  private ceilingOf(name: string): number {
    return this.lineOf(name)?.ceilingSeconds ?? Number.POSITIVE_INFINITY
  }
}
