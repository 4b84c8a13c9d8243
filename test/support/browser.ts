import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

// Never the package's own list: its --single-process dies with the first page that does.
const flags = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
]

/**
 * A headless Chromium, found in this order: `CHROMIUM_PATH`, a system Chromium, the npm package
 * `@sparticuz/chromium`. Throws when none can be had: a browser test is never skipped silently.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: flags, headless: true })
}

async function browserPath(): Promise<string> {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names no file: ${given}`)
    return given
  }
  return systemPaths.find((path) => existsSync(path)) ?? unpacked()
}

/**
 * The package unpacks into TMPDIR and trusts any `chromium` lying there, so it gets a folder of its
 * own, kept from run to run. It is unpacked aside and then renamed: two test files that start
 * together never see half a browser.
 */
async function unpacked(): Promise<string> {
  const temporary = tmpdir()
  const folder = join(temporary, `commonhour-chromium-${userInfo().uid}-${await packageVersion()}`)
  // So named, it also unpacks the libraries that a bare Debian lacks; it looks for both when
  // imported.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x'
  const { default: packed } = await withTemporary(folder, () => import('@sparticuz/chromium'))
  const path = join(folder, 'chromium')
  if (existsSync(path)) return path
  const aside = await mkdtemp(`${folder}-`)
  await withTemporary(aside, () => packed.executablePath())
  await writeFile(join(aside, 'fonts', 'fonts.conf'), fontsConfig(folder))
  // Whoever was first has made the same.
  await rename(aside, folder).catch(() => rm(aside, { recursive: true, force: true }))
  return path
}

/**
 * The package's own file names /tmp/fonts only; without any font Chromium ends at the first input.
 */
function fontsConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`
}

async function packageVersion(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const text = await readFile(join(dirname(entry), '..', 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

async function withTemporary<T>(folder: string, run: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    return await run()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}
