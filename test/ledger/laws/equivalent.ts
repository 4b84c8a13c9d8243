/** Mutants that no law can notice, and why. */
export const equivalent: Readonly<Record<string, string>> = {}
