interface Window {
  readonly limit: number
  readonly windowSeconds: number
}

/** How often a code may be sent and tried, for one e-mail and from one network address. */
export interface SignInLimits {
  readonly send: { readonly perEmail: Window; readonly perAddress: Window }
  readonly guess: { readonly perEmail: Window; readonly perAddress: Window }
}

/**
 * A code has a million values and lives through five wrong tries; ten tries an hour per e-mail
 * make guessing one take years. A community hall shares one address, so addresses may do more.
 */
export const signInLimits: SignInLimits = {
  send: {
    perEmail: { limit: 5, windowSeconds: 1800 },
    perAddress: { limit: 40, windowSeconds: 1800 },
  },
  guess: {
    perEmail: { limit: 10, windowSeconds: 3600 },
    perAddress: { limit: 80, windowSeconds: 3600 },
  },
}
