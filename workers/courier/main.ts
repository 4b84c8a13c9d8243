import { createCourier } from './courier.ts'
import { type CourierBindings, courierEnvOf, holdsDevelopmentToken } from './edge.ts'
import { healthOf } from './health.ts'

/**
 * The Worker at the edge. The platform's clock calls `scheduled`; from outside it answers only how
 * it fares, and in development asks for a round.
 */
export default {
  async scheduled(_event: unknown, bindings: CourierBindings): Promise<void> {
    await createCourier(courierEnvOf(bindings)).round()
  },
  async fetch(request: Request, bindings: CourierBindings): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/healthz') return healthOf(courierEnvOf(bindings))
    const isAsked = pathname === '/round' && request.method === 'POST'
    if (!isAsked || !holdsDevelopmentToken(request, bindings)) {
      return new Response('Not found\n', { status: 404 })
    }
    const aheadMs = Number(searchParams.get('aheadMs') ?? 0)
    return Response.json(await createCourier(courierEnvOf(bindings, aheadMs)).round())
  },
}
