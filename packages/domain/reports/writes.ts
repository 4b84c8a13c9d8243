/** What auditors ask for, and what stewards sign beside audit. */
export type ReportWrite =
  | {
      readonly into: 'reportRequest'
      readonly no: number
      readonly fromOn: string
      readonly toOn: string
    }
  | {
      readonly into: 'cosigner'
      readonly member: string
      readonly act: 'added' | 'removed'
      readonly kid: string
      readonly x: string
      /** How many signatures a report wants from here on. */
      readonly needed: number
    }
  | {
      readonly into: 'reportSignature'
      readonly report: number
      readonly kid: string
      readonly member: string
      readonly signature: string
    }
