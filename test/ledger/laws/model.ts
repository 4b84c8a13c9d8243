/**
 * The books of a few accounts in memory: what the database must do, in as few lines as possible.
 */
export interface Standing {
  inSeconds: number
  outSeconds: number
  given: number
  heldOut: number
  frozen: boolean
}
interface Hold {
  from: string
  to: string
  seconds: number
}
interface Moved extends Hold {
  reversed: boolean
}

const memberFloor = -20 * 3600
const newcomerFloor = -6 * 3600

export class Model {
  readonly accounts = new Map<string, Standing>()
  readonly holds = new Map<string, Hold>()
  readonly moved = new Map<string, Moved>()
  readonly floors = new Map<string, number>()

  constructor(standings: Readonly<Record<string, Standing>>) {
    for (const [name, standing] of Object.entries(standings))
      this.accounts.set(name, { ...standing })
  }

  of(name: string): Standing {
    const standing = this.accounts.get(name)
    if (standing === undefined) throw new Error(`No account ${name}`)
    return standing
  }

  /** Null, or the token that the database must refuse with. */
  begin(
    kind: 'post' | 'hold',
    id: string,
    from: string,
    to: string,
    seconds: number,
  ): string | null {
    if (this.of(from).frozen || this.of(to).frozen) return 'account_is_frozen'
    if (from === to) return 'accounts_are_the_same'
    const { inSeconds, outSeconds, heldOut } = this.of(from)
    if (inSeconds - outSeconds - heldOut - seconds < this.floorOf(from))
      return 'credit_floor_reached'
    if (kind === 'post') this.move(id, from, to, seconds)
    else {
      this.holds.set(id, { from, to, seconds })
      this.of(from).heldOut += seconds
    }
    return null
  }

  resolve(kind: 'settle' | 'release', hold: string, id: string, seconds: number): string | null {
    const held = this.holds.get(hold)
    if (held === undefined) return 'hold_is_resolved'
    if (seconds > held.seconds || (kind === 'release' && seconds !== held.seconds)) {
      return 'transfer_does_not_match'
    }
    this.holds.delete(hold)
    this.of(held.from).heldOut -= held.seconds
    if (kind === 'settle') this.move(id, held.from, held.to, seconds)
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

  private move(id: string, from: string, to: string, seconds: number) {
    this.moved.set(id, { from, to, seconds, reversed: false })
    this.of(from).outSeconds += seconds
    this.of(to).inSeconds += seconds
    this.of(to).given += seconds
  }

  private floorOf(name: string): number {
    const own = this.floors.get(name)
    if (own !== undefined) return own
    return this.of(name).given <= 0 ? newcomerFloor : memberFloor
  }
}
