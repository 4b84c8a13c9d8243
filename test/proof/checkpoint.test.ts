import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  checkpointText,
  emptyRoot,
  leafHash,
  type NoteKey,
  noteKeyId,
  noteKeyText,
  openCheckpoint,
  openNote,
  readCheckpointText,
  readNote,
  readNoteKey,
  type SigningKey,
  signCheckpoint,
  signingKeyOf,
  signNote,
} from '@commonhour/proof'
import { beforeAll, describe, expect, test } from 'vitest'
import { flipsOf } from '../support/bytes.ts'
import { base64, origin, testKey } from '../support/proofKeys.ts'

// What Go's own golang.org/x/mod/sumdb/note is tested with (note_test.go).
const peterText = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const enochText = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop'
const peterSeed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
const text = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.
`
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n'
const peter = readNoteKey(peterText) as NoteKey
const enoch = readNoteKey(enochText) as NoteKey
const malformed = { finding: 'note_is_malformed', facts: {} }
const bytesOf = (value: string) => new TextEncoder().encode(value)

describe('the key of a note', () => {
  test('is written and called as Go writes and calls it', () => {
    expect(noteKeyText(peter)).toBe(peterText)
    expect(noteKeyText(enoch)).toBe(enochText)
    expect(noteKeyId(peter)).toBe('c74f20a3')
    // A key whose base 64 holds a plus.
    const plus = { name: 'a', raw: new Uint8Array(32).fill(0xfb) }
    expect(noteKeyText(plus)).toContain('+/v7')
    expect(readNoteKey(noteKeyText(plus))).toEqual(plus)
  })

  test('is not read from any part of it, nor with any byte another', () => {
    const wrong: string[] = []
    for (let from = 0; from <= peterText.length; from++) {
      for (let to = from; to <= peterText.length; to++) {
        if (to - from < peterText.length) wrong.push(peterText.slice(from, to))
      }
    }
    for (const flipped of flipsOf(bytesOf(peterText))) wrong.push(Buffer.from(flipped).toString())
    wrong.push('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==')
    wrong.push('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
    const read = wrong.map(readNoteKey).filter((one) => !('finding' in one))
    expect(read).toEqual([])
  })
})

describe('a signed note', () => {
  let signer: SigningKey
  beforeAll(async () => {
    signer = await signingKeyOf(peterSeed, 'report')
  })

  test('is signed as Go signs it', async () => {
    const note = await signNote(text, [{ name: 'PeterNeumann', key: signer }])
    expect(note).toBe(`${text}\n${peterLine}`)
  })

  test('keeps the signatures of others, and one by the same key gives way', async () => {
    const read = readNote(`${text}\n${enochLine}${peterLine}`)
    if ('finding' in read) throw new Error(read.finding)
    const note = await signNote(text, [{ name: 'PeterNeumann', key: signer }], read.signatures)
    expect(note).toBe(`${text}\n${enochLine}${peterLine}`)
  })

  test('is not signed where it would not be read', async () => {
    const by = [{ name: 'PeterNeumann', key: signer }]
    for (const wrong of ['abc', 'a\tb\n', 'a\r\n', '\ud800\n', '']) {
      await expect(signNote(wrong, by)).rejects.toThrow('whole lines')
    }
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u2003b']) {
      await expect(signNote(text, [{ name, key: signer }])).rejects.toThrow('needs a name')
    }
  })

  test('is opened by who is known; others’ signatures are left alone', async () => {
    const both = `${text}\n${peterLine}${enochLine}`
    expect(await openNote(both, [peter])).toEqual({ text, signedBy: [peter] })
    expect(await openNote(both, [enoch])).toEqual({ text, signedBy: [enoch] })
    expect(await openNote(both, [peter, enoch])).toEqual({ text, signedBy: [peter, enoch] })
    expect(await openNote(bytesOf(both), [peter])).toEqual({ text, signedBy: [peter] })
    const twice = `${text}\n${peterLine}${peterLine}`
    expect(await openNote(twice, [peter])).toEqual({ text, signedBy: [peter] })
  })

  test('without a known signature is refused', async () => {
    const unknown = { finding: 'key_is_unknown', facts: {} }
    expect(await openNote(`${text}\n${peterLine}${enochLine}`, [])).toEqual(unknown)
    // The same key under another name, and another key under the same name, are others.
    const note = `${text}\n${peterLine}`
    expect(await openNote(note, [{ ...peter, name: 'Peter' }])).toEqual(unknown)
    expect(await openNote(note, [{ ...enoch, name: 'PeterNeumann' }])).toEqual(unknown)
  })

  test('with one wrong signature by a known key is refused whole', async () => {
    const wrong = enochLine.replace('+QQ=', '+QA=')
    const note = `${text}\n${peterLine}${wrong}`
    expect(await openNote(note, [peter, enoch])).toEqual({
      finding: 'signature_is_wrong',
      facts: { key: 'EnochRoot' },
    })
    expect(await openNote(note, [peter])).toEqual({ text, signedBy: [peter] })
  })

  test('may have empty lines, and the example of the specification is read', () => {
    const verse = 'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\n'
    const last = 'ed è subito sera.\n'
    const line =
      '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc='
    const example = `${verse}${last}\n${line}\n`
    expect(readNote(example)).toMatchObject({
      text: verse + last,
      signatures: [{ name: 'quasimodo.example/salvatore' }],
    })
  })

  const line = peterLine.slice(0, -1)
  test.each([
    ['no signature', text],
    ['no empty line', `${text}${peterLine}`],
    ['an empty list of signatures', `${text}\n`],
    ['no text', `\n${peterLine}`],
    ['a last line that is not ended', `${text}\n${line}`],
    ['another dash', `${text}\n${peterLine.replace('—', '-')}`],
    ['another space', `${text}\n${peterLine.replace('— ', '—  ')}`],
    ['a name with a plus', `${text}\n${peterLine.replace('Peter', 'Peter+')}`],
    ['a name with a space of another script', `${text}\n${peterLine.replace('rN', 'r\u2003N')}`],
    ['no name', `${text}\n${peterLine.replace('PeterNeumann', '')}`],
    ['no signature behind the name', `${text}\n— PeterNeumann\n`],
    ['more behind the signature', `${text}\n${line} more\n`],
    ['a signature of four bytes', `${text}\n— PeterNeumann x08gow==\n`],
    ['base 64 without its padding', `${text}\n${peterLine.replace('=', '')}`],
    ['base 64 with other bits at its end', `${text}\n${peterLine.replace('AM=', 'AN=')}`],
    ['a tab', `${text.replace(' ', '\t')}\n${peterLine}`],
    ['the line ends of another system', `${text}\n${peterLine}`.replaceAll('\n', '\r\n')],
    ['101 signatures', `${text}\n${peterLine.repeat(101)}`],
    ['half a character', `${text.replace('If', '\ud800')}\n${peterLine}`],
  ])('with %s is none', (_, note) => {
    expect(readNote(note)).toEqual(malformed)
  })

  test('a hundred signatures are read, bytes that are no UTF-8 are not', () => {
    expect(readNote(`${text}\n${peterLine.repeat(100)}`)).not.toHaveProperty('finding')
    expect(readNote(Uint8Array.of(0xff, ...bytesOf(`${text}\n${peterLine}`)))).toEqual(malformed)
  })
})

describe('a checkpoint', () => {
  let key: SigningKey
  let receipts: SigningKey
  beforeAll(async () => {
    key = await testKey('report')
    receipts = await testKey('receipt')
  })
  const root = leafHash(bytesOf('["leaf"]'))
  const head = { origin, size: 20_852_163, root }
  const known = () => ({ origin, keys: [key.publicKey] })

  test('says origin, size and root in three lines', () => {
    expect(checkpointText(head)).toBe(`time.example/riverside\n20852163\n${base64(root)}\n`)
    const none = { origin, size: 0, root: emptyRoot }
    expect(checkpointText(none)).toContain('\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n')
    // The example of C2SP tlog-checkpoint, and the head that Go's tlog is tested with.
    const example = `example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n`
    expect(readCheckpointText(example)).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
    })
    const hello = leafHash(bytesOf('hello world'))
    const golden = `go.sum database tree\n123456789012\n${base64(hello)}\n`
    expect(base64(hello)).toBe('TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=')
    expect(readCheckpointText(golden)).toEqual({
      origin: 'go.sum database tree',
      size: 123_456_789_012,
      root: hello,
    })
    // Other logs may extend theirs.
    expect(readCheckpointText(`${golden}more\n`)).not.toHaveProperty('finding')
  })

  test.each([
    ['a zero before it', checkpointText(head).replace('2085', '02085')],
    ['a size below zero', checkpointText(head).replace('20852163', '-1')],
    ['a size in hex', checkpointText(head).replace('20852163', '0xabc')],
    [
      'a size beyond what is counted exactly',
      checkpointText(head).replace('20852163', '9'.repeat(16)),
    ],
    ['no size', checkpointText(head).replace('20852163', '')],
    ['a short root', checkpointText({ ...head, root: root.slice(1) })],
    ['a root in another alphabet', checkpointText(head).replace('=', '')],
    ['no origin', checkpointText({ ...head, origin: '' })],
    ['two lines', `${origin}\n7\n`],
    ['an empty extension', `${checkpointText(head)}\nmore\n`],
    ['a last line that is not ended', checkpointText(head).slice(0, -1)],
  ])('is none with %s', (_, wrong) => {
    expect(readCheckpointText(wrong)).toEqual({ finding: 'checkpoint_is_malformed', facts: {} })
  })

  test('is opened with the key of its log', async () => {
    const note = await signCheckpoint(head, key)
    expect(await openCheckpoint(note, known())).toMatchObject(head)
    expect(await openCheckpoint(bytesOf(note), known())).toMatchObject(head)
  })

  test('1,000 honest ones are opened', async () => {
    let opened = 0
    for (let size = 0; size < 1000; size++) {
      const one = { origin, size, root: leafHash(bytesOf(`root ${size}`)) }
      const read = await openCheckpoint(await signCheckpoint(one, key), known())
      opened += Number(!('finding' in read) && read.size === size)
    }
    expect(opened).toBe(1000)
  })

  test('with any byte another is refused', async () => {
    const note = bytesOf(await signCheckpoint(head, key))
    let refused = 0
    for (const flipped of flipsOf(note)) {
      refused += Number('finding' in (await openCheckpoint(flipped, known())))
    }
    expect(refused).toBe(note.length)
  })

  test('is counted by witnesses whom one knows', async () => {
    const witness = await signingKeyOf(peterSeed, 'report')
    const own = readNote(await signCheckpoint(head, key))
    if ('finding' in own) throw new Error(own.finding)
    const by = [{ name: 'PeterNeumann', key: witness }]
    const note = await signNote(checkpointText(head), by, own.signatures)
    expect(await openCheckpoint(note, known())).toMatchObject(head)
    const opened = await openCheckpoint(note, { ...known(), witnesses: [peter] })
    expect(opened).toMatchObject({ ...head, signedBy: [{ name: origin }, peter] })
    // A witness alone is not the log.
    const alone = await signNote(checkpointText(head), by)
    expect(await openCheckpoint(alone, { ...known(), witnesses: [peter] })).toMatchObject({
      finding: 'key_is_unknown',
    })
  })

  test('of another log, by a receipt key, or by a key of another time is refused', async () => {
    const note = await signCheckpoint(head, key)
    const elsewhere = { ...known(), origin: 'time.example/hillside' }
    expect(await openCheckpoint(note, elsewhere)).toMatchObject({ finding: 'key_is_unknown' })
    const other = await signNote(checkpointText({ ...head, origin: 'other.example' }), [
      { name: origin, key },
    ])
    expect(await openCheckpoint(other, known())).toEqual({
      finding: 'checkpoint_is_of_another_log',
      facts: { origin: 'other.example' },
    })
    await expect(signCheckpoint(head, receipts)).rejects.toThrow('Only a report key')
    await expect(signCheckpoint({ ...head, origin: 'a b' }, key)).rejects.toThrow('neither spaces')
    const byReceipt = await signNote(checkpointText(head), [{ name: origin, key: receipts }])
    const both = { origin, keys: [key.publicKey, receipts.publicKey] }
    expect(await openCheckpoint(byReceipt, both)).toMatchObject({ finding: 'key_is_unknown' })
    const ended = { ...key.publicKey, until: head.size - 1 }
    const late = { ...key.publicKey, from: head.size + 1 }
    for (const one of [ended, late]) {
      expect(await openCheckpoint(note, { origin, keys: [one] })).toEqual({
        finding: 'key_was_not_valid',
        facts: { size: head.size },
      })
    }
    const noHead = await signNote('just words\n', [{ name: origin, key }])
    expect(await openCheckpoint(noHead, known())).toMatchObject({
      finding: 'checkpoint_is_malformed',
    })
  })
})

/** Go's own note and tlog packages, asked to read what we write and to write what we read. */
const program = `package main

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type line struct{ Key, Note, Secret, Text string }

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var one line
		if err := json.Unmarshal(in.Bytes(), &one); err != nil {
			panic(err)
		}
		if one.Secret != "" {
			signer, err := note.NewSigner(one.Secret)
			if err != nil {
				panic(err)
			}
			signed, err := note.Sign(&note.Note{Text: one.Text}, signer)
			if err != nil {
				panic(err)
			}
			out.Encode(map[string]any{"note": string(signed)})
			continue
		}
		verifier, err := note.NewVerifier(one.Key)
		if err != nil {
			panic(err)
		}
		opened, err := note.Open([]byte(one.Note), note.VerifierList(verifier))
		if err != nil {
			out.Encode(map[string]any{"refused": err.Error()})
			continue
		}
		// Go's own checkpoints are all of one log, and its reader knows no other.
		_, behind, _ := strings.Cut(opened.Text, "\\n")
		tree, err := tlog.ParseTree([]byte("go.sum database tree\\n" + behind))
		if err != nil {
			panic(err)
		}
		out.Encode(map[string]any{"size": tree.N, "root": tree.Hash.String()})
	}
}
`

/** A folder where the program runs; null where Go or its module is not on this machine. */
async function goFolder(): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhour-go-'))
  const versions = ['v0.43.0', 'v0.32.0', 'v0.30.0']
  await writeFile(join(folder, 'main.go'), program)
  for (const version of versions) {
    const mod = `module checks\n\ngo 1.21\n\nrequire golang.org/x/mod ${version}\n`
    await writeFile(join(folder, 'go.mod'), mod)
    const built = await promisify(execFile)('go', ['build', '-o', 'checks', '.'], {
      cwd: folder,
      // Nothing is fetched for a test: what the machine has, it has.
      env: {
        ...process.env,
        GOFLAGS: '-mod=mod',
        GOPROXY: 'off',
        GONOSUMDB: '*',
        GONOSUMCHECK: '1',
      },
    }).catch(() => null)
    if (built !== null) return folder
  }
  await rm(folder, { recursive: true })
  return null
}

test('Go reads what we sign, and we read what Go signs', async () => {
  const folder = await goFolder()
  if (folder === null) {
    console.log('checkpoint: 0 of 1 comparisons with Go run, as Go or golang.org/x/mod is not here')
    return
  }
  const key = await signingKeyOf(peterSeed, 'report')
  const heads = Array.from({ length: 25 }, (_, size) => ({
    origin: 'PeterNeumann',
    size: size * size * 1000,
    root: leafHash(bytesOf(`root ${size}`)),
  }))
  const notes = await Promise.all(heads.map((head) => signCheckpoint(head, key)))
  const spoilt = notes.map((note) => note.replace('\n', 'x\n'))
  const secret = `PRIVATE+KEY+PeterNeumann+c74f20a3+${base64(Uint8Array.of(1, ...peterSeed))}`
  const asked = [
    ...[...notes, ...spoilt].map((note) => ({ Key: peterText, Note: note })),
    ...heads.map((head) => ({ Secret: secret, Text: checkpointText(head) })),
  ]
  const input = asked.map((one) => `${JSON.stringify(one)}\n`).join('')
  const running = promisify(execFile)(join(folder, 'checks'))
  running.child.stdin?.end(input)
  const lines = (await running).stdout.trim().split('\n')
  const answers = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const [read, refused, signed] = [
    answers.slice(0, 25),
    answers.slice(25, 50),
    answers.slice(50).map(({ note }) => note),
  ]
  await rm(folder, { recursive: true })
  expect(read).toEqual(heads.map(({ root, size }) => ({ size, root: base64(root) })))
  expect(refused.map(({ refused: why }) => why)).toEqual(
    heads.map(() => 'invalid signature for key PeterNeumann+c74f20a3'),
  )
  // Ed25519 leaves nothing to chance: both write the very same note.
  expect(signed).toEqual(notes)
  for (const [at, note] of signed.entries()) {
    const known = { origin: 'PeterNeumann', keys: [key.publicKey] }
    expect(await openCheckpoint(String(note), known)).toMatchObject(heads[at] ?? {})
  }
  console.log(`checkpoint: 1 of 1 comparisons with Go run, ${answers.length} notes`)
}, 240_000)
