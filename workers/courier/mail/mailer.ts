import type { Handed } from '@commonhour/domain'

/** What goes along with a mail. */
export interface Attachment {
  readonly name: string
  /** Media type with its parameters. */
  readonly type: string
  readonly text: string
}

/** One mail to one person. */
export interface OutgoingMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly Attachment[]
  /**
   * The same for every attempt to bring the same notice to the same person, and for nothing else:
   * whoever takes mail knows a repeat by it. It tells nothing of who they are.
   */
  readonly key: string
}

/**
 * The port to whatever takes mail.
 * sent: taken · refused: never to be tried again, the address is none · later: not now.
 * Throwing is `later`: it may have been taken, and the answer was lost.
 */
export interface Mailer {
  send(mail: OutgoingMail): Promise<Handed>
}
