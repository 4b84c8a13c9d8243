export { createWeb, type Web } from './app.tsx'
export type { Asset, WebEnv } from './env.ts'
