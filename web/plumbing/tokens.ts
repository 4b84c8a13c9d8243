interface Kept {
  token: string
  endsAt: number
}

/**
 * Tokens of the communities, kept until shortly before they end, so that a page need not ask
 * identity.
 */
export class Tokens {
  private readonly kept = new Map<string, Kept>()
  private readonly most: number

  constructor(most = 1000) {
    this.most = most
  }

  get(session: string, community: string, now: number): string | undefined {
    const found = this.kept.get(keyOf(session, community))
    return found !== undefined && found.endsAt > now ? found.token : undefined
  }

  /** @param expiresAt milliseconds since the epoch, as identity said */
  put(session: string, community: string, token: string, expiresAt: number): void {
    const [oldest] = this.kept.keys()
    if (this.kept.size >= this.most && oldest !== undefined) this.kept.delete(oldest)
    this.kept.set(keyOf(session, community), { token, endsAt: expiresAt - marginMilliseconds })
  }

  /** A signed-out session keeps none. */
  forget(session: string): void {
    for (const key of this.kept.keys()) if (key.startsWith(`${session} `)) this.kept.delete(key)
  }
}

const marginMilliseconds = 60_000

function keyOf(session: string, community: string): string {
  return `${session} ${community}`
}
