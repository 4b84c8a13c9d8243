import { type Fault, fault } from '@commonhour/contract'
import type { AppActor, MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision } from '../writes.ts'

export interface AppAdmissionFacts {
  readonly actor: MemberActor
  readonly app: AppActor
  readonly name: string
  readonly act: 'admitted' | 'withdrawn'
}

/** A coordinator lets an app in, or shuts it out; either acts at once (api.md, Who may call). */
export function decideAppAdmission({ act, actor, app, name }: AppAdmissionFacts): Decision | Fault {
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  if (act === 'admitted' && app.admitted) return fault('app_is_admitted_already')
  if (act === 'withdrawn' && !app.admitted) return fault('app_is_not_admitted')
  // From here the admission or withdrawal must succeed.
  return {
    expect: [...officeOf(actor), { word: 'app', id: app.app, version: app.version }],
    write: [{ into: 'appStep', app: app.app, name, step: app.version, act }],
  }
}
