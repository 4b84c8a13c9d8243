export * from './client.ts'
export { keysPath } from './keys.ts'
export * from './pages.ts'
export * from './refusal.ts'
