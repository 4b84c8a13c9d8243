// In this order: most browsers also claim to be the ones that stand behind them.
const browsers: readonly [mark: RegExp, name: string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly [mark: RegExp, name: string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * What somebody signs in on, as they would know it again: "Firefox, Android"; '' when it does not
 * tell. These words are kept, what the browser sent is not.
 */
export function deviceOf(sent: string): string {
  const named = (list: typeof browsers) => list.find(([mark]) => mark.test(sent))?.[1] ?? ''
  return [named(browsers), named(systems)].filter(Boolean).join(', ')
}
