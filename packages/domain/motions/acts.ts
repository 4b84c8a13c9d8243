import type { MotionKind } from '@commonhour/contract'
import { amendmentAct } from '../charters/amend.ts'
import { reversalAct } from '../exchanges/reversalAct.ts'
import { liftAct } from '../limits/lift.ts'
import { stewardshipAct } from '../members/appoint.ts'
import { grantAct } from '../pools/grantAct.ts'
import type { MotionAct } from './facts.ts'

/** How a motion of each kind is carried out: a kind without its act is a type error. */
export const motionActs: Readonly<Record<MotionKind, MotionAct>> = {
  amendment: amendmentAct,
  lift: liftAct,
  reversal: reversalAct,
  appointment: stewardshipAct,
  removal: stewardshipAct,
  grant: grantAct,
}
