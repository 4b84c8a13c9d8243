import * as v from 'valibot'

const yesOrNo = v.picklist(['yes', 'no'])

/** Who sees something of mine: all members, whom I agreed on help with, or coordinators alone. */
export const Audience = v.picklist(['members', 'agreed', 'coordinators'])
export type Audience = v.InferOutput<typeof Audience>

/** Everything a member may choose, each with what stands while nothing was chosen. */
export const defaultChoices = {
  /** My hours go to the pool: help I give is followed by a gift of it. */
  hoursToPool: 'no',
  /** One mail a week with what is new near me. */
  digest: 'none',
  /** Tell the coordinators if my need stays unanswered. */
  careUnanswered: 'yes',
  /** Tell them if I go quiet. */
  careQuiet: 'no',
  /** Tell them if I carry a lot. */
  careLoad: 'no',
  /** Mail about help I agreed on. */
  mailExchanges: 'yes',
  /** Mail about words someone wrote to me. */
  mailMessages: 'yes',
  /** Mail about gifts and pools. */
  mailGifts: 'yes',
  /** Mail about what the community decides. */
  mailCommunity: 'yes',
  /** Who sees my telephone number. */
  phoneTo: 'agreed',
  /** Who sees my e-mail address. */
  emailTo: 'agreed',
  /** Who reads what I say about myself. */
  aboutTo: 'members',
  /** My name, area and telephone stand in the list that coordinators print for members. */
  printed: 'no',
} as const

/** One choice and its value. */
export const Choosing = v.variant('choice', [
  v.strictObject({ choice: v.literal('digest'), value: v.picklist(['weekly', 'none']) }),
  ...(
    [
      'hoursToPool',
      'careUnanswered',
      'careQuiet',
      'careLoad',
      'mailExchanges',
      'mailMessages',
      'mailGifts',
      'mailCommunity',
      'printed',
    ] as const
  ).map((choice) => v.strictObject({ choice: v.literal(choice), value: yesOrNo })),
  ...(['phoneTo', 'emailTo', 'aboutTo'] as const).map((choice) =>
    v.strictObject({ choice: v.literal(choice), value: Audience }),
  ),
])
export type Choosing = v.InferOutput<typeof Choosing>

/** What a member chose, with the default where nothing was chosen. */
export const Choices = v.object({
  hoursToPool: yesOrNo,
  digest: v.picklist(['weekly', 'none']),
  careUnanswered: yesOrNo,
  careQuiet: yesOrNo,
  careLoad: yesOrNo,
  mailExchanges: yesOrNo,
  mailMessages: yesOrNo,
  mailGifts: yesOrNo,
  mailCommunity: yesOrNo,
  phoneTo: Audience,
  emailTo: Audience,
  aboutTo: Audience,
  printed: yesOrNo,
})
export type Choices = v.InferOutput<typeof Choices>
