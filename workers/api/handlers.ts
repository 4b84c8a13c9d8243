import type { Handlers } from './types.ts'

/** Every handler, joined word by word. */
export const handlers: Partial<Handlers> = {}
