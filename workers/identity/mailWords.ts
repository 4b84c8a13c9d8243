/** What the message that brings a code says, beside the code and the host. */
export interface CodeWords {
  /** Goes on from the code, which leads. */
  readonly subject: string
  /** The name of the host comes after it. */
  readonly yourCodeFor: string
  readonly once: (minutes: number) => string
  readonly nobodyAsks: string
  readonly notAsked: string
}

/** By language, as the pages have them; each line is short enough for a phone. */
export const codeWords = {
  en: {
    subject: 'is your sign-in code',
    yourCodeFor: 'Your code for',
    once: (minutes) =>
      `It works once, for ${minutes} minutes. Type it on the page where you asked for it.`,
    nobodyAsks: 'Nobody from your community will ever ask you for it.',
    notAsked: 'If you did not ask for a code, you need do nothing.',
  },
  es: {
    subject: 'es tu código para entrar',
    yourCodeFor: 'Tu código para',
    once: (minutes) =>
      `Sirve una vez, durante ${minutes} minutos. Escríbelo en la página donde lo pediste.`,
    nobodyAsks: 'Nadie de tu comunidad te lo pedirá nunca.',
    notAsked: 'Si no pediste ningún código, no tienes que hacer nada.',
  },
  fr: {
    subject: 'est votre code de connexion',
    yourCodeFor: 'Votre code pour',
    once: (minutes) =>
      `Il sert une fois, pendant ${minutes} minutes. Tapez-le sur la page où vous l’avez demandé.`,
    nobodyAsks: 'Personne de votre communauté ne vous le demandera jamais.',
    notAsked: 'Si vous n’avez pas demandé de code, vous n’avez rien à faire.',
  },
  ar: {
    subject: 'هو رمز الدخول',
    yourCodeFor: 'رمز الدخول إلى',
    once: (minutes) => `يصلح مرة واحدة، خلال ${minutes} دقائق. يكتب في الصفحة التي طلب منها.`,
    nobodyAsks: 'لن يطلبه منك أحد من مجتمعك أبدا.',
    notAsked: 'إن لم تطلب رمزا فلا حاجة إلى أي خطوة.',
  },
} satisfies Record<string, CodeWords>

type Code = keyof typeof codeWords

/**
 * The words for whoever asks: the first language of `Accept-Language` that we write, else English.
 * The pages ask in one language, the one they are read in; others weigh theirs by order.
 */
export function wordsFor(accepted: string): CodeWords {
  const wanted = accepted.split(',').map((part) => part.trim().split(/[-;]/, 1)[0]?.toLowerCase())
  const code = wanted.find((one): one is Code => one !== undefined && Object.hasOwn(codeWords, one))
  return codeWords[code ?? 'en']
}
