/**
 * A sum of seconds over a window that moves along: asking for the next moment costs what the window
 * moved, not what it holds. It may also move back, as when a charter widens it.
 */
export class RunningSum {
  readonly #ats: number[] = []
  readonly #seconds: number[] = []
  /** The first that lies in the window, and the sum from there on. */
  #first = 0
  #sum = 0

  add(at: number, seconds: number): void {
    let place = this.#ats.length
    while (place > 0 && (this.#ats[place - 1] ?? 0) > at) place -= 1
    if (place === this.#ats.length) {
      this.#ats.push(at)
      this.#seconds.push(seconds)
    } else {
      this.#ats.splice(place, 0, at)
      this.#seconds.splice(place, 0, seconds)
    }
    if (place < this.#first) this.#first += 1
    else this.#sum += seconds
  }

  /** What was added after a moment, that moment not included. */
  after(moment: number): number {
    while (this.#first < this.#ats.length && (this.#ats[this.#first] ?? 0) <= moment) {
      this.#sum -= this.#seconds[this.#first] ?? 0
      this.#first += 1
    }
    while (this.#first > 0 && (this.#ats[this.#first - 1] ?? 0) > moment) {
      this.#first -= 1
      this.#sum += this.#seconds[this.#first] ?? 0
    }
    return this.#sum
  }
}

/** Running sums by a key; who never added anything has none. */
export class RunningSums {
  readonly #sums = new Map<string, RunningSum>()

  add(key: string, at: number, seconds: number): void {
    const sum = this.#sums.get(key) ?? new RunningSum()
    sum.add(at, seconds)
    this.#sums.set(key, sum)
  }

  after(key: string, moment: number): number {
    return this.#sums.get(key)?.after(moment) ?? 0
  }
}
