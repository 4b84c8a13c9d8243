// What only a Node process has: files of migrations, and a data directory on its own disk.
export { openDirectly } from './direct.ts'
export * from './directory.ts'
export { readMigrations } from './migrationFiles.ts'
