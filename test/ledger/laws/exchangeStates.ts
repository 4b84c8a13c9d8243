import { exchange, hold, reverse, settle, step } from '../../support/moves.ts'
import { id, type Statement } from '../../support/rows.ts'

/** What makes a transfer name an exchange. */
export const of = (name: string) => ({ exchange: id(name) })
/** What makes an exchange `e`, in which luis helps ana, reach each state. */
export const reached: Record<string, (name: string) => Statement[]> = {
  '': (e) => exchange(e, 'luis', 'ana'),
  proposed: (e) => [...exchange(e, 'luis', 'ana'), step(e, 0, 'proposed')],
  agreed: (e) => [
    ...to('proposed', e),
    hold(`h${e}`, 'ana', 'luis', 60, of(e)),
    step(e, 1, 'agreed'),
  ],
  done: (e) => [...to('agreed', e), step(e, 2, 'done')],
  confirmed: (e) => [
    ...to('done', e),
    settle(`h${e}`, 'ana', 'luis', 60, of(e)),
    step(e, 3, 'confirmed'),
  ],
  reversed: (e) => [
    ...to('confirmed', e),
    reverse(`sh${e}`, 'ana', 'luis', 60, of(e)),
    step(e, 4, 'reversed'),
  ],
  declined: (e) => [...to('proposed', e), step(e, 1, 'declined')],
  cancelled: (e) => [...to('proposed', e), step(e, 1, 'cancelled')],
  lapsed: (e) => [...to('proposed', e), step(e, 1, 'lapsed')],
  disputed: (e) => [...to('done', e), step(e, 3, 'disputed')],
  settled: (e) => [
    ...to('disputed', e),
    settle(`h${e}`, 'ana', 'luis', 60, of(e)),
    step(e, 4, 'settled'),
  ],
}
export const to = (state: string, e: string) => reached[state]?.(e) ?? []
