import type { CharterBody } from './charter.ts'
import { hourSeconds } from './seconds.ts'

/** The neighbourhood's template: product.md's defaults, eight categories. */
export const neighbourhoodCharter: CharterBody = {
  quantumSeconds: 900,
  maxExchangeSeconds: 24 * hourSeconds,
  member: {
    softFloorSeconds: -10 * hourSeconds,
    floorSeconds: -20 * hourSeconds,
    ceilingSeconds: null,
  },
  organisation: { softFloorSeconds: -50 * hourSeconds, floorSeconds: -100 * hourSeconds },
  newcomer: { floorSeconds: -6 * hourSeconds, welcomeAfterDays: 30 },
  hold: { days: 60 },
  silence: { days: 14, remindOn: [3, 10], reopenDays: 60 },
  nearEstimate: { percent: 25 },
  alreadyDone: { returnDays: 14 },
  pool: { capSeconds: 10 * hourSeconds, windowDays: 90, automaticSeconds: 4 * hourSeconds },
  carerLoad: { seconds: 20 * hourSeconds, days: 7 },
  risingBalance: { seconds: 40 * hourSeconds, days: 60 },
  onePlace: { daySeconds: 16 * hourSeconds, receivers: 20 },
  samePair: { seconds: 20 * hourSeconds, days: 30 },
  roundTrip: { hours: 24 },
  fourEyes: { liftSeconds: 10 * hourSeconds, reversalDays: 30, announceDays: 7 },
  supported: { days: 365, reviewDays: 30 },
  leaving: { days: 90 },
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

/**
 * The gift economy's template: people see what they gave and received and no balance. Lines are
 * kept, because books without any could be emptied by one stranger, but so wide that daily life
 * never meets them; newcomers have the members' line, since gifts are not earned first; and the
 * soft line lies where only years of receiving lead, so that a talk stays rare and means something.
 */
export const giftEconomyCharter: CharterBody = {
  ...neighbourhoodCharter,
  member: {
    softFloorSeconds: -250 * hourSeconds,
    floorSeconds: -500 * hourSeconds,
    ceilingSeconds: null,
  },
  organisation: { softFloorSeconds: -1000 * hourSeconds, floorSeconds: -2000 * hourSeconds },
  newcomer: { floorSeconds: -500 * hourSeconds, welcomeAfterDays: 30 },
  // Much in hand is no sign of anything where hours are not looked at.
  risingBalance: { seconds: 500 * hourSeconds, days: 60 },
  showBalance: 'tallies',
  terms: {
    version: 1,
    text: 'We give what we can and ask for what we need. Hours are written down to thank, not to measure.',
  },
}

/** The charters a community may begin with, by name. */
export const charterTemplates = {
  neighbourhood: neighbourhoodCharter,
  'gift-economy': giftEconomyCharter,
} as const

function category(id: string, en: string, es: string, fr: string, ar: string) {
  return { id, names: { en, es, fr, ar } }
}
