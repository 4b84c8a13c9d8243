export * from './facts.ts'
export * from './judge.ts'
export type { Rule } from './rule.ts'
export { hoursOf } from './words.ts'
