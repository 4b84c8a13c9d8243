import * as v from 'valibot'

/** The darkest ground that words and buttons in the accent stand on (web/styles/tokens.css). */
const ground = '#efe4d2'
/** WCAG 2.2, 1.4.3: text of usual size. */
const leastContrast = 4.5

/** A community's own colour, `#rrggbb`; dark enough to be read on paper and under pale words. */
export const Accent = v.pipe(
  v.string(),
  v.regex(/^#[0-9a-f]{6}$/, 'a colour such as #6a2f56'),
  v.check((colour) => contrastOf(colour, ground) >= leastContrast, 'a darker colour'),
)

/** Whether it may be a community's colour. */
export function isAccent(colour: string): boolean {
  return v.is(Accent, colour)
}

/** How far two colours `#rrggbb` stand apart, 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** WCAG 2.2, relative luminance, 0 to 1. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** `#6a2f56` → `[106, 47, 86]` */
export function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}
