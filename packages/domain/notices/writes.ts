/** What bringing notices appends. Moments are milliseconds since the epoch. */
export type NoticeWrite =
  | {
      readonly into: 'delivery'
      readonly outbox: number
      readonly person: string
      readonly attempt: number
      readonly act: 'claimed' | 'sent' | 'failed' | 'bounced' | 'given_up' | 'unwanted'
      /** The end of a lease, or of the pause after a failure; an end has none. */
      readonly until: number | null
    }
  /** That a notice is told, as soon as each person it goes to has an end; else nothing. */
  | { readonly into: 'told'; readonly outbox: number }
  /** That a last day nears was said, for this last day. */
  | {
      readonly into: 'expiryNotice'
      readonly word: 'need' | 'offer'
      readonly publication: string
      readonly expiresOn: string
    }
  | { readonly into: 'digest'; readonly member: string; readonly week: string }
