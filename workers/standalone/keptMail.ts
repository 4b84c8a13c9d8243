import type { Attachment } from '@commonhour/courier'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface KeptMail extends Mail {
  readonly at: string
  readonly attachments?: readonly Attachment[]
}
