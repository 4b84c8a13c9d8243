import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openApi } from './openapi.ts'

// Writes openapi.json, the committed copy: what a change does to the wire then shows in its diff.
// It is formatted like everything else here, so that `biome ci` finds nothing to say.
const file = fileURLToPath(new URL('openapi.json', import.meta.url))
const biome = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'))
writeFileSync(file, JSON.stringify(openApi(), null, 2))
execFileSync(process.execPath, [biome, 'format', '--write', file], { stdio: 'inherit' })
