import { describe, expect, test } from 'vitest'
import { said, sourceOf } from './source.ts'
import { filesOf, programFiles, textOf } from './tree.ts'

/**
 * Words of other trades, and what we say instead. Words that also have a plain meaning in code
 * (request, type, order, event, client, token, error) cannot be held by a machine.
 */
const never = new Map(
  Object.entries({
    admin: 'steward, coordinator or auditor',
    buyer: 'receiver',
    customer: 'member or person',
    debt: 'a standing below zero',
    escrow: 'hold',
    moderator: 'steward',
    payee: 'giver',
    payer: 'receiver',
    payment: 'transfer',
    price: 'nothing: an hour is an hour',
    seller: 'giver',
    tenant: 'community',
    treasury: 'pool',
    user: 'person or member',
    wallet: 'account',
    workspace: 'community',
  }),
)

/** What a member must never read; beside the words above. */
const neverOnScreens =
  /\b(pay|pays|paid|paying|cost|costs|owe|owes|owed|debt|price|credit|error)\b/i

// Libraries and standards keep their own words.
const theirs: Readonly<Record<string, readonly string[]>> = {
  // What better-auth calls its models.
  'workers/identity/library.ts': ['user'],
  // What WebAuthn calls its options.
  'workers/identity/passkeys.ts': ['user'],
  'workers/identity/passkeySignIn.ts': ['user'],
  'web/script/passkey.ts': ['user'],
  // Names of drawings in lucide.
  'web/parts/icons.tsx': ['user'],
  'web/parts/lucide.d.ts': ['user'],
}

/** A room that reads another program's files says that program's words. */
const foreignRooms = ['packages/cli/timeoverflow/']

const wordsOf = (name: string) =>
  name.split(/[._$-]|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase().replace(/s$/, ''))

describe('our words', () => {
  test('no name in the code says what another trade would', () => {
    const ours = programFiles().filter(
      (path) => !foreignRooms.some((room) => path.startsWith(room)),
    )
    const wrong = ours.flatMap((path) =>
      sourceOf(path)
        .names.filter(({ text }) => !text.includes('.'))
        .flatMap((one) =>
          wordsOf(one.text)
            .filter((word) => never.has(word) && !theirs[path]?.includes(word))
            .map((word) => `${said(path, one)}: say ${never.get(word)}`),
        ),
    )
    expect([...new Set(wrong)]).toEqual([])
  })

  test('no table, column or trigger does', () => {
    const wrong = filesOf('migrations', ['.sql']).flatMap((path) =>
      [
        ...textOf(path)
          .replace(/--.*$/gm, '')
          .matchAll(/\b[A-Za-z_]\w*\b/g),
      ]
        .flatMap(([name]) => wordsOf(name))
        .filter((word) => never.has(word))
        .map((word) => `${path} ${word}: say ${never.get(word)}`),
    )
    expect([...new Set(wrong)]).toEqual([])
  })

  test('no file is called so', () => {
    const wrong = filesOf().filter((path) =>
      path.split('/').some((part) => wordsOf(part).some((word) => never.has(word))),
    )
    expect(wrong.filter((path) => path !== 'pnpm-workspace.yaml')).toEqual([])
  })

  test('no screen speaks of money', () => {
    const wrong = filesOf('web/messages', ['.json']).flatMap((path) =>
      Object.entries(JSON.parse(textOf(path)) as Record<string, string>)
        .filter(([, text]) => isForeign(text))
        .map(([key, text]) => `${path} ${key}: ${text}`),
    )
    expect(wrong).toEqual([])
  })

  test('no screen has words that no catalogue holds', () => {
    // The page of style is for who develops, and in English alone.
    const screens = filesOf('web', ['.tsx']).filter((path) => !path.startsWith('web/style/'))
    const wrong = screens.flatMap((path) =>
      sourceOf(path)
        .texts.filter(({ text }) => /[a-z]{2}/i.test(text))
        .map((one) => said(path, one)),
    )
    expect(wrong).toEqual([])
  })
})

function isForeign(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? []
  return neverOnScreens.test(text) || words.some((word) => never.has(word))
}
