export { type Demo, type DemoPerson, readDemo } from './demo/file.ts'
export { listen } from './listen.ts'
export type { StandaloneOptions } from './options.ts'
export { openStandalone, type Standalone } from './standalone.ts'
