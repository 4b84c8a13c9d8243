/**
 * Somebody of the demo. `mail` is what stands before @riverside.example; paper members have none.
 */
export interface DemoMember {
  readonly name: string
  readonly mail: string | null
  readonly language: 'en' | 'es' | 'fr' | 'ar'
  readonly area: string
  readonly kind: 'person' | 'organisation'
  /** How they are: most give and receive. */
  readonly manner: 'both' | 'onlyGives' | 'mostlyReceives' | 'quiet'
}

export const areas = [
  { id: 'north-bank', name: 'North bank', lat: 53.352, lon: -6.262 },
  { id: 'south-bank', name: 'South bank', lat: 53.338, lon: -6.259 },
  { id: 'old-town', name: 'Old town', lat: 53.344, lon: -6.276 },
]

/** What it asks whoever would like to join. */
export const joinQuestions = ['How did you hear of us?', 'When do you mostly have time?']

const names = {
  en: `Ana Soler, Luis Vidal, Grace Obi, Tom Byrne, Nora Walsh, Peter Lund, Maeve Kelly, Sean Doyle,
    Ruth Cohen, Kofi Mensah, Ivy Clarke, Joan Murphy, Emmet Quinn, Aoife Ryan, Declan Shaw, Una Flynn,
    Brid Nolan, Hugh Tracey, Molly Dunne, Fergus Hart, Sinead Power, Walter Gray, Nell Barry,
    Owen Pike, Tess Lowry`,
  es: `Mireia Roca, Jordi Pons, Carmen Vega, Pilar Ortiz, Mateo Cruz, Lucía Ríos, Teresa Gil,
    Álvaro Peña, Inés Mora, Rafael Soto, Elena Prieto, Nicolás Vera`,
  fr: `Amélie Roux, Luc Martin, Odile Fabre, Yves Caron, Zoé Lambert, Hervé Blanc, Chloé Petit,
    Marcel Dubois, Élise Garnier, Noël Perrin`,
  ar: `نور حداد, سامي خوري, ليلى منصور, عمر الأسعد, هدى سليم, يوسف نجار, رنا عبود, كريم فارس,
    مها درويش, زياد شاهين`,
}
const onlyGives = 'Tom Byrne'
const mostlyReceives = 'Joan Murphy'
const paper = new Set(['Ivy Clarke', 'Walter Gray', 'Pilar Ortiz', 'Marcel Dubois'])
const quiet = new Set(['Hugh Tracey', 'Zoé Lambert', 'زياد شاهين', 'Rafael Soto', 'Fergus Hart'])

/** Everyone but the founder, in the order they join: 57 people and two organisations. */
export const people: readonly DemoMember[] = [
  ...listOf('en'),
  { ...organisation('Riverside Food Bank', 'foodbank'), area: 'old-town' },
  ...listOf('es'),
  { ...organisation('Quay Street Library', 'library'), area: 'north-bank' },
  ...listOf('fr'),
  ...listOf('ar'),
]

function listOf(language: keyof typeof names): DemoMember[] {
  return names[language].split(',').map((text, index) => {
    const name = text.trim()
    return {
      name,
      mail: paper.has(name) ? null : mailOf(name, `${language}${index + 1}`),
      language,
      area: areas[index % areas.length]?.id ?? 'old-town',
      kind: 'person',
      manner: mannerOf(name),
    }
  })
}

function mannerOf(name: string): DemoMember['manner'] {
  if (name === onlyGives) return 'onlyGives'
  if (name === mostlyReceives) return 'mostlyReceives'
  return quiet.has(name) ? 'quiet' : 'both'
}

/** `Lucía Ríos` → `lucia`; a name that no mailbox can spell takes its number. */
function mailOf(name: string, otherwise: string): string {
  const first = name.split(' ')[0]?.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase() ?? ''
  return /^[a-z]+$/.test(first) ? first : otherwise
}

function organisation(name: string, mail: string) {
  return { name, mail, language: 'en', kind: 'organisation', manner: 'mostlyReceives' } as const
}
