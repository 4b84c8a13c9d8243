import { environmentOf, type IdentityBindings } from './env.ts'
import { createIdentity } from './identity.ts'

/** The Worker at the edge: everything is made anew for each request, nothing is held between. */
export default {
  fetch(request: Request, bindings: IdentityBindings): Promise<Response> {
    return createIdentity(environmentOf(bindings)).fetch(request)
  },
}
