export { type Courier, createCourier } from './courier.ts'
export type { CourierEnv, LogLine } from './env.ts'
export type { Attachment, Mailer, OutgoingMail } from './mail/mailer.ts'
