import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Where systems keep a Chromium. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * A real browser, found in this order: `CHROMIUM_PATH`, the system's, the npm package. Closing it
 * removes what was unpacked for it.
 */
export async function openBrowser(): Promise<Browser> {
  const found = process.env.CHROMIUM_PATH ?? places.find((place) => existsSync(place))
  if (found) return chromium.launch({ executablePath: found, args: ['--no-sandbox'] })
  const folder = await mkdtemp(join(tmpdir(), 'commonhour-browser-'))
  const browser = await launchPackaged(folder)
  browser.on('disconnected', () => void rm(folder, { recursive: true, force: true }))
  return browser
}

async function launchPackaged(folder: string): Promise<Browser> {
  const before = { ...process.env }
  // The package reuses whatever `chromium` lies in the temporary folder: give it one of ours. By
  // this runtime's name it unpacks the libraries that a bare Debian lacks.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' })
  const { default: packaged } = await import('@sparticuz/chromium')
  const executablePath = await packaged.executablePath()
  const env = { ...process.env, FONTCONFIG_PATH: await fontsIn(folder) } as Record<string, string>
  for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
  return chromium.launch({ executablePath, env, args: ['--no-sandbox'] })
}

/**
 * The package's own fonts.conf looks in /tmp/fonts only; unpacked elsewhere no font is found, and
 * the first text field then ends the whole browser.
 */
async function fontsIn(folder: string): Promise<string> {
  const conf = join(folder, 'fontconfig')
  await mkdir(conf, { recursive: true })
  await writeFile(
    join(conf, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>
<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
  )
  return conf
}
