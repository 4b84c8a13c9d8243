// The main job in two other languages, one of them from right to left; and a member who changes
// theirs. What is tapped is what stands on the pages, spelled here anew.
import { describe, expect, test } from 'vitest'
import { answered, Member, type OwnBooks } from './support/member.ts'
import { type Stage, standaloneOnly, useStage } from './support/stage.ts'
import type { Visitor } from './support/visitor.ts'

const hour = 3600

const spanish = {
  tag: 'es',
  direction: 'ltr',
  asker: { name: 'Mireia Roca', email: 'mireia@riverside.example' },
  giver: { name: 'Lucía Ríos', email: 'lucia@riverside.example' },
  enter: ['Entrar', 'Correo electrónico', 'Enviarme un código', 'El código del mensaje', 'Entrar'],
  notNow: 'Ahora no',
  ask: ['Pedir ayuda', 'Arreglos', '1 h', 'Pedir al vecindario'],
  asked: 'Tu vecindario ya puede verla',
  search: ['Ayudar', 'Buscar peticiones', 'Arreglos', 'Buscar'],
  answer: ['Puedo ayudar a Mireia Roca', 'Ofrecer mi ayuda'],
  at: (day: string) => `${day}, a las 15:00`,
  choose: ['Elegir a Lucía Ríos', 'Acordado.'],
  done: ['Acordaste ayudar a Mireia Roca', 'Ya está hecho'],
  confirm: [
    'Lucía Ríos dice que llevó 1 h',
    'Sí, correcto: 1 h',
    '¡Gracias! Ya consta en tu hoja: 1 h.',
  ],
  moved: ['−1 h', '+1 h'],
} as const

const arabic = {
  tag: 'ar',
  direction: 'rtl',
  asker: { name: 'ليلى منصور', email: 'ar3@riverside.example' },
  giver: { name: 'سامي خوري', email: 'ar2@riverside.example' },
  enter: ['دخول', 'البريد الإلكتروني', 'إرسال الرمز', 'الرمز المذكور في الرسالة', 'دخول'],
  notNow: 'ليس الآن',
  ask: ['طلب مساعدة', 'إصلاحات صغيرة', 'ساعة', 'طلب من جيراني'],
  asked: 'يراها جيرانك من الآن',
  search: ['الحاجات', 'البحث في الحاجات', 'إصلاحات صغيرة', 'بحث'],
  answer: ['يمكنني مساعدة ليلى منصور', 'عرض المساعدة'],
  at: (day: string) => `${day}، الساعة 15:00`,
  choose: ['اختيار سامي خوري', 'تم الاتفاق.'],
  done: ['وافقت على مساعدة ليلى منصور', 'تمت المساعدة'],
  confirm: ['حسب سامي خوري، المدة ساعة', 'نعم، صحيح: ساعة', 'شكرا! انتقلت الساعات: ساعة.'],
  moved: ['\u200e−ساعة', '\u200e+ساعة'],
} as const

type Told = typeof spanish | typeof arabic

describe.each(standaloneOnly)('in other languages on $name', ({ open }) => {
  const stage = useStage(open)

  test.each([spanish, arabic])(
    'two members find each other, help and confirm, in $tag',
    async (it) => {
      const asker = await comesIn(stage, it, it.asker)
      const giver = await comesIn(stage, it, it.giver)
      const before = { asker: await asker.books(), giver: await giver.books() }
      const day = await asks(asker, it)
      await answers(giver, day, it)
      await chooses(asker, it)
      await saysItIsDone(giver, it)
      await confirms(asker, it)
      const [lost, won] = it.moved
      await stands(asker, before.asker, -hour, lost)
      await stands(giver, before.giver, hour, won)
      for (const { visitor } of [asker, giver]) await isWhollyIn(visitor, it)
      await stage.expectAllIsWell()
    },
  )

  test('a member reads on in the language they choose, and so does their browser', async () => {
    const ana = await stage.member('Ana Soler')
    const { visitor } = ana
    await visitor.tap('link', 'Me')
    await visitor.tap('link', 'Read in another language')
    expect(await visitor.question()).toBe('Which language?')
    await visitor.choose('Français')
    await visitor.tap('button', 'Keep it so')
    expect(await visitor.text()).toContain('Lire dans une autre langue')
    await ana.goHome()
    expect(await visitor.question()).toBe('Qu’est-ce qui vous aiderait aujourd’hui, Ana ?')
    const { community } = ana
    const me = answered(await (await ana.client()).readMe({ community }))
    expect(me.member.languages).toEqual(['fr', 'en'])
    // Signed out, this browser stays in French, until somebody says otherwise at its foot.
    await visitor.open(`/${community}/me`)
    await visitor.tap('button', 'Se déconnecter')
    await visitor.tap('link', 'Riverside Time Bank')
    await visitor.tap('link', 'Se connecter')
    await visitor.type('Adresse e-mail', 'ana@riverside.example')
    await visitor.tap('button', 'M’envoyer un code')
    const [letter] = await stage.host.mail('ana@riverside.example')
    expect(letter?.subject).toMatch(/^\d{6} est votre code de connexion$/)
    await visitor.tap('button', 'العربية')
    expect(await visitor.page.locator('html').getAttribute('dir')).toBe('rtl')
    await stage.expectAllIsWell()
  })
})

type Who = Told['asker'] | Told['giver']

/** From the community's page, in the language the browser asks for. */
async function comesIn(stage: Stage, it: Told, { name, email }: Who): Promise<Member> {
  const visitor = await stage.visitor({ locale: it.tag })
  const [link, address, send, code, enter] = it.enter
  await visitor.open('/riverside')
  await visitor.tap('link', link)
  await visitor.type(address, email)
  await visitor.tap('button', send)
  await visitor.type(code, await stage.host.code(email))
  await visitor.tap('button', enter)
  await visitor.tap('link', it.notNow)
  return new Member(stage.host, visitor, { name, email })
}

/** Four taps, nothing typed; gives the day as it stands on its tile. */
async function asks({ visitor }: Member, it: Told): Promise<string> {
  const [link, what, long, send] = it.ask
  await visitor.tap('link', link)
  visitor.startCounting()
  await visitor.tap('link', what)
  const day = await visitor.tapTile(2)
  await visitor.tap('link', long)
  await visitor.tap('button', send)
  expect({ taps: visitor.taps, typed: visitor.typed }).toEqual({ taps: 4, typed: 0 })
  expect(await visitor.text()).toContain(it.asked)
  return day
}

async function answers({ visitor }: Member, day: string, it: Told): Promise<void> {
  const [needs, label, words, search] = it.search
  const [help, send] = it.answer
  await visitor.tap('link', needs)
  await visitor.type(label, words)
  await visitor.tap('button', search)
  await visitor.tap('link', words, visitor.card(it.asker.name, day))
  await visitor.tap('link', help)
  await visitor.choose(it.at(day))
  await visitor.tap('button', send)
}

async function chooses(asker: Member, it: Told): Promise<void> {
  const [choose, agreed] = it.choose
  await asker.goHome()
  await asker.visitor.goesOn(() =>
    asker.visitor.page.locator('a[href$="/answers"]').first().click(),
  )
  await asker.visitor.tap('button', choose)
  expect(await asker.visitor.text()).toContain(agreed)
}

async function saysItIsDone(giver: Member, it: Told): Promise<void> {
  const { visitor } = giver
  const [card, done] = it.done
  await giver.goHome()
  await visitor.tap('link', it.ask[1], visitor.card(card))
  await visitor.tap('link', done)
  await visitor.tap('button', done)
}

async function confirms(asker: Member, it: Told): Promise<void> {
  const { visitor } = asker
  const [card, confirm, thanks] = it.confirm
  await asker.goHome()
  await visitor.tap('link', it.ask[1], visitor.card(card))
  visitor.startCounting()
  await visitor.tap('button', confirm)
  expect(visitor.taps).toBe(1)
  expect(await visitor.text()).toContain(thanks)
}

/** One line more in the books and on the page, which says it as its language does. */
async function stands(member: Member, before: OwnBooks, deltaSeconds: number, hours: string) {
  const { account, statement } = await member.books()
  const balanceSeconds = before.account.balanceSeconds + deltaSeconds
  expect(account).toMatchObject({ balanceSeconds, heldOutSeconds: before.account.heldOutSeconds })
  expect(statement.items[0]).toMatchObject({ deltaSeconds, balanceSeconds, purpose: 'help' })
  const [row] = await member.statementPage()
  expect(row?.hours).toBe(hours)
}

/** Pages without words of others say what they are in, and hold no English. */
async function isWhollyIn(visitor: Visitor, { direction, tag }: Told): Promise<void> {
  for (const path of ['me', 'ask', 'me/choices', 'give', 'leave']) {
    await visitor.open(`/riverside/${path}`)
    const html = visitor.page.locator('html')
    expect(await html.getAttribute('lang')).toBe(tag)
    expect(await html.getAttribute('dir')).toBe(direction)
    expect(await visitor.text()).not.toMatch(/\b(the|you|your|hours|help|of|with)\b/i)
  }
}
