export { type AppRegistration, type RegisteredApp, registerApp } from './apps.ts'
export type { IdentityEnv, Mail } from './env.ts'
export { createIdentity, type Identity } from './identity.ts'
export { type SignInLimits, signInLimits } from './limits.ts'
