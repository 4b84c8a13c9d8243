import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commonFaults, ExchangeState, operations } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'

const web = fileURLToPath(new URL('../../web/', import.meta.url))
const read = (path: string) => readFileSync(`${web}${path}`, 'utf8')
const catalogue = JSON.parse(read('messages/en.json')) as Record<string, string>
const keys = Object.keys(catalogue)
const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !path.includes('node_modules'),
)
const source = files.map(read).join('\n')

describe('the catalogue', () => {
  test.each(['en', 'es', 'fr', 'ar'])('holds nothing twice in %s', (code) => {
    const named = [...read(`messages/${code}.json`).matchAll(/^ {2}"([^"]+)":/gm)]
    expect(named.map(([, key]) => key)).toEqual(keys)
    expect(new Set(keys)).toHaveProperty('size', named.length)
  })

  test('holds nothing that no page says', () => {
    const literal = new Set([...source.matchAll(/'([\w.-]+)'/g)].map(([, key]) => key))
    const patterns = [...source.matchAll(/`([\w.]+\.)\$\{[^`]*`/g)].map(([, start = '']) => start)
    const endings = [...source.matchAll(/`\$\{(?:kind|other)\}(\.\w+)`/g)].map(
      ([, end = '']) => end,
    )
    const unused = keys.filter(
      (key) =>
        !literal.has(key) &&
        !patterns.some((start) => key.startsWith(start)) &&
        !endings.some((end) => key.endsWith(end)),
    )
    expect(unused).toEqual([])
  })

  test('has a sentence for every refusal that can reach a person', () => {
    const own = Object.values(operations).flatMap((one) => [...one.faults])
    const signIn = [
      'code_is_wrong',
      'code_has_expired',
      'sign_in_is_paused',
      'session_has_ended',
      'mail_was_not_sent',
      'passkey_is_unknown',
      'passkey_is_not_good',
      'passkey_was_copied',
      'passkey_is_known',
      'step_up_is_needed',
    ]
    const missing = [...new Set([...commonFaults, ...own, ...signIn])].filter(
      (code) => catalogue[`fault.${code}`] === undefined,
    )
    expect(missing).toEqual([])
  })

  test('has words for every state of an exchange', () => {
    for (const state of ExchangeState.options) {
      expect(catalogue[`state.${state}`], state).toBeTruthy()
      expect(catalogue[`exchange.is.${state}`], state).toBeTruthy()
      expect(catalogue[`exchange.next.${state}`], state).toBeTruthy()
    }
  })

  test('a refusal is a whole sentence', () => {
    for (const key of keys.filter((one) => /^(fault|field|way)\./.test(one))) {
      expect(catalogue[key], key).toMatch(/^[A-Z].*[.!]$/)
    }
  })
})

test('no page holds English of its own', () => {
  // The page of style is for whoever builds, in their language.
  const pages = files.filter((path) => !path.startsWith('style/')).map(read)
  const written = [...pages.join('\n').matchAll(/>\s*([A-Z][a-z]+ [a-z]+[^<>{}=;]*)</g)].map(
    ([, text]) => text,
  )
  expect(written).toEqual([])
})
