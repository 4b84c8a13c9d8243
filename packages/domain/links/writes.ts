/** What linking a person to a household or an organisation leaves in the books. */
export type LinkWrite =
  | {
      readonly into: 'link'
      readonly id: string
      /** The household or organisation. */
      readonly member: string
      /** The person. */
      readonly linked: string
    }
  | {
      readonly into: 'linkStep'
      readonly link: string
      readonly step: number
      readonly act: 'asked' | 'accepted' | 'refused' | 'ended'
    }
