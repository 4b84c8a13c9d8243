import * as v from 'valibot'
import { hourSeconds } from './seconds.ts'
import { Moment } from './times.ts'

const line = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least * hourSeconds), v.maxValue(most * hourSeconds))
const days = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/** One of the tiles of "ask for help": its name in each language of the community. */
export const Category = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/)),
  names: v.record(v.string(), v.string()),
})
export const Area = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/)),
  name: v.string(),
  lat: v.optional(v.number()),
  lon: v.optional(v.number()),
})

/**
 * What a community has agreed on: versioned data with units and bounds.
 * All lines are seconds of standing; source: the fairness table of product.md.
 */
export const CharterBody = v.strictObject({
  quantumSeconds: v.picklist([300, 600, 900, 1800, 3600]),
  maxExchangeSeconds: line(1, 240),
  member: v.strictObject({
    softFloorSeconds: line(-1000, 0),
    floorSeconds: line(-1000, 0),
    ceilingSeconds: v.nullable(line(1, 10_000)),
  }),
  organisation: v.strictObject({
    softFloorSeconds: line(-10_000, 0),
    floorSeconds: line(-10_000, 0),
  }),
  newcomer: v.strictObject({ floorSeconds: line(-1000, 0) }),
  hold: v.strictObject({ days: days(1, 366) }),
  silence: v.strictObject({ days: days(1, 90), remindOn: v.array(days(1, 90)) }),
  pool: v.strictObject({
    capSeconds: line(0, 1000),
    windowDays: days(1, 366),
    automaticSeconds: line(0, 1000),
  }),
  carerLoad: v.strictObject({ seconds: line(1, 168), days: days(1, 31) }),
  showBalance: v.picklist(['both', 'tallies']),
  terms: v.strictObject({ version: v.pipe(v.number(), v.integer()), text: v.string() }),
  joinQuestions: v.array(v.string()),
  areas: v.array(Area),
  categories: v.pipe(v.array(Category), v.minLength(1)),
})
export type CharterBody = v.InferOutput<typeof CharterBody>

/** A version of the charter, as read. */
export const Charter = v.object({
  version: v.number(),
  effectiveFrom: Moment,
  ...CharterBody.entries,
})
export type Charter = v.InferOutput<typeof Charter>

/** The neighbourhood template: product.md's defaults, eight categories. */
export const neighbourhoodCharter: CharterBody = {
  quantumSeconds: 900,
  maxExchangeSeconds: 24 * hourSeconds,
  member: {
    softFloorSeconds: -10 * hourSeconds,
    floorSeconds: -20 * hourSeconds,
    ceilingSeconds: null,
  },
  organisation: { softFloorSeconds: -50 * hourSeconds, floorSeconds: -100 * hourSeconds },
  newcomer: { floorSeconds: -6 * hourSeconds },
  hold: { days: 60 },
  silence: { days: 14, remindOn: [3, 10] },
  pool: { capSeconds: 10 * hourSeconds, windowDays: 90, automaticSeconds: 4 * hourSeconds },
  carerLoad: { seconds: 20 * hourSeconds, days: 7 },
  showBalance: 'both',
  terms: {
    version: 1,
    text: 'One hour of help is worth one hour of help, whoever gives it. We help because we want to.',
  },
  joinQuestions: [],
  areas: [],
  categories: [
    category('transport', 'A lift', 'Transporte', 'Un trajet', 'توصيلة'),
    category('shopping', 'Shopping', 'Compras', 'Des courses', 'تسوّق'),
    category('home', 'House and garden', 'Casa y jardín', 'Maison et jardin', 'البيت والحديقة'),
    category('repairs', 'Small repairs', 'Arreglos', 'Petites réparations', 'إصلاحات صغيرة'),
    category('company', 'Company', 'Compañía', 'De la compagnie', 'رفقة'),
    category('children', 'Children', 'Niños', 'Enfants', 'أطفال'),
    category(
      'paperwork',
      'Forms and phones',
      'Papeles y móvil',
      'Papiers et téléphone',
      'أوراق وهاتف',
    ),
    category('learning', 'Teach me', 'Enséñame', 'Apprendre', 'علّمني'),
  ],
}

function category(id: string, en: string, es: string, fr: string, ar: string) {
  return { id, names: { en, es, fr, ar } }
}
