import type { Mount } from '../plumbing/pages.tsx'
import type { Tokens } from '../plumbing/tokens.ts'
import { mountFaster } from './faster.tsx'
import { mountMySignIn } from './mine.tsx'
import { mountPasskeySignIn } from './passkeySignIn.tsx'
import { mountProve } from './prove.tsx'
import { mountRemovePasskey } from './removePasskey.tsx'
import { mountSignIn } from './sign-in.tsx'

/** Every page on which sessions begin, are proven, are seen and end, and tokens with them. */
export function mountSessions(mount: Mount, tokens: Tokens): void {
  mountSignIn(mount, tokens)
  mountPasskeySignIn(mount, tokens)
  mountProve(mount, tokens)
  mountFaster(mount)
  mountMySignIn(mount)
  mountRemovePasskey(mount)
}
