import { type Api, createApi } from './api.ts'
import { type ApiBindings, apiEnvOf } from './edge.ts'

let api: Api | undefined

/** The Worker: bindings parsed at the first request, then kept by the isolate. */
export default {
  fetch(request: Request, bindings: ApiBindings): Promise<Response> {
    api ??= createApi(apiEnvOf(bindings))
    const address = request.headers.get('cf-connecting-ip') ?? undefined
    return api.fetch(request, { address })
  },
}
