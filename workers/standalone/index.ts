export { type Demo, type DemoPerson, readDemo } from './demo/file.ts'
export { listen } from './listen.ts'
export { openStandalone, type Standalone, type StandaloneOptions } from './standalone.ts'
