// The page that verifies, and no other, loads this. It reads files and shows what they say; it
// asks nothing of anybody, and the policy of our pages would let it ask nobody.
import { isFinding, readKeyFile, verifyDocument } from '@commonhour/proof'
import { piecesOf, Reading } from './verify/reading.ts'
import { showResult } from './verify/show.ts'
import { type Laid, laidDown, type Table, tableOf } from './verify/table.ts'

const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E

let laid: Laid[] = []
/** What is still being laid down; files come from a disk, and disks take their time. */
let laying: Promise<void> = Promise.resolve()

/** Without this script the page says what to do instead. */
byId('verify').hidden = false

const files = byId<HTMLInputElement>('files')
files.addEventListener('change', () => layDown(files.files))
byId('drop').addEventListener('dragover', (event) => event.preventDefault())
byId('drop').addEventListener('drop', (event) => {
  event.preventDefault()
  layDown(event.dataTransfer?.files ?? null)
})
byId('clear').addEventListener('click', () => {
  laid = []
  files.value = ''
  byId('result').replaceChildren()
  showTable()
})
const button = byId<HTMLButtonElement>('look')
button.addEventListener('click', async () => {
  button.disabled = true
  try {
    await laying
    await look()
  } catch {
    // A file that was moved or changed since it was laid down cannot be read any more.
    byId('unread').hidden = false
  } finally {
    byId('far').hidden = true
    button.disabled = false
  }
})

function layDown(list: FileList | null): void {
  const added = [...(list ?? [])]
  laying = laying.then(async () => {
    laid = [...laid, ...(await Promise.all(added.map(laidDown)))]
    showTable()
  })
}

function showTable(): Table {
  const table = tableOf(laid)
  for (const place of document.querySelectorAll<HTMLElement>('[data-place]')) {
    const file = table[place.dataset.place as keyof Table]?.file
    place.textContent = file?.name ?? byId('table').dataset.none ?? ''
  }
  for (const note of ['missing', 'malformed', 'unread']) byId(note).hidden = true
  const strange = laid.filter(({ kind }) => kind === null).map(({ file }) => file.name)
  byId('strange').hidden = strange.length === 0
  byId('strange').textContent = `${byId('strange').dataset.words} ${strange.join(', ')}`
  return table
}

async function look(): Promise<void> {
  const { balances, checkpoint, document, keys, log, previous, signatures } = showTable()
  byId('result').replaceChildren()
  byId('missing').hidden = document !== null && keys !== null
  if (document === null || keys === null) return
  const rings = readKeyFile(keys.text)
  byId('malformed').hidden = !isFinding(rings)
  if (isFinding(rings)) return
  const reading = new Reading(byId<HTMLProgressElement>('far'), [log?.file, balances?.file])
  const verified = await verifyDocument({
    document: document.text,
    rings,
    ...(previous && { previous: previous.text }),
    ...(checkpoint && checkpoint !== document && { checkpoint: checkpoint.text }),
    ...(signatures && { signatures: signatures.text }),
    ...(log && { log: piecesOf(log.file, reading) }),
    ...(balances && { balances: piecesOf(balances.file, reading) }),
  })
  showResult(byId('result'), verified)
}
