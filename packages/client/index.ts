export * from './client.ts'
export * from './pages.ts'
export * from './refusal.ts'
