import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'

/** All pictures on one sheet, `index.html` and `sheet.png`: a row for each screen. */
export async function contactSheet(
  browser: Browser,
  out: string,
  pictures: readonly string[],
): Promise<string> {
  const rows = Map.groupBy(pictures.map(nameOf), ({ screen }) => screen)
  const html = [...rows].map(([screen, row]) => `<h2>${screen}</h2><p>${row.map(figure).join('')}`)
  const page = `<!doctype html><meta charset="utf-8"><title>Screens</title><style>${style}</style>`
  const index = join(out, 'index.html')
  await writeFile(index, page + html.join(''))
  const sheet = await browser.newPage({ viewport: { width: 1600, height: 900 } })
  await sheet.goto(pathToFileURL(index).href)
  const path = join(out, 'sheet.png')
  await sheet.screenshot({ path, fullPage: true })
  await sheet.close()
  return path
}

const style = `body{font:16px system-ui;margin:24px}p{display:flex;gap:16px;align-items:start}
img{max-block-size:560px;max-inline-size:460px;object-fit:cover;object-position:top}
a{color:inherit;font-size:12px}`

interface Picture {
  readonly file: string
  readonly look: string
  readonly screen: string
}

/** `phone-dark-home.png`: a look of two words, then the screen. */
function nameOf(path: string): Picture {
  const file = basename(path)
  const [size = '', scheme = '', ...screen] = file.replace(/\.png$/, '').split('-')
  return { file, look: `${size}, ${scheme}`, screen: screen.join('-') }
}

function figure({ file, look }: Picture): string {
  return `<a href="${file}"><img src="${file}" alt=""><br>${look}</a>`
}
