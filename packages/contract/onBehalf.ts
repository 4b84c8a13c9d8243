import type { DelegationScope } from './delegations.ts'
import type { Operation } from './operations/operation.ts'

/** What is needed to do something for another; `never`: only the member themself. */
export type OnBehalf = DelegationScope | 'never'

/**
 * How far someone must be let go to do each POST for another (header `On-Behalf-Of`); reading needs
 * `see`. `prepare` starts what the member then says yes to; `act` binds hours or ends something.
 * Gifts, leaving, choices, offices and letting others act are the member's own, and so is whatever
 * is not named here. A test asks that every POST of members is named.
 */
export const needsOnBehalf: Readonly<Record<string, OnBehalf>> = {
  publishNeed: 'prepare',
  publishOffer: 'prepare',
  withdrawNeed: 'prepare',
  withdrawOffer: 'prepare',
  previewExchange: 'see',
  proposeExchange: 'prepare',
  counterProposeExchange: 'prepare',
  declineExchange: 'prepare',
  sendExchangeMessage: 'prepare',
  thankExchange: 'prepare',
  acceptExchange: 'act',
  cancelExchange: 'act',
  completeExchange: 'act',
  confirmExchange: 'act',
  disputeExchange: 'act',
  undoExchange: 'act',
  returnExchange: 'act',
  applyToPool: 'act',
  withdrawApplication: 'act',
  askForHours: 'act',
  raiseConcern: 'act',
  blockMember: 'act',
  liftBlock: 'act',
  applyToJoin: 'never',
  changeProfile: 'never',
  approveAmendment: 'never',
  approveMotion: 'never',
  objectToMotion: 'never',
  withdrawMotion: 'never',
  changeStewardship: 'never',
  pauseMember: 'never',
  returnMember: 'never',
  departMember: 'never',
  eraseMember: 'never',
  choose: 'never',
  chooseLanguages: 'never',
  bookTransfer: 'never',
  bookTransfers: 'never',
  giveToPool: 'never',
  giveAsked: 'never',
  declineAsked: 'never',
  grantApp: 'never',
  offerDelegation: 'never',
  acceptDelegation: 'never',
  refuseDelegation: 'never',
  withdrawDelegation: 'never',
  declareHousehold: 'never',
  askToLink: 'never',
  acceptLink: 'never',
  refuseLink: 'never',
  endLink: 'never',
  requestReport: 'never',
  signReport: 'never',
  enterCosigner: 'never',
  leaveCosigners: 'never',
}

/** What a coordinator who spoke to a member, on the telephone say, may do in their name. */
const bySpeaking: readonly string[] = ['acceptExchange', 'declineExchange', 'confirmExchange']

/**
 * What doing one operation for a member needs. Help that its receiver says was given is booked at
 * once: that binds their hours, so it needs more than preparing.
 */
export function needForMember(operation: Operation, body: unknown, member: string): OnBehalf {
  if (operation.asker === 'coordinator') return 'never'
  if (operation.method === 'GET') return 'see'
  const need = needsOnBehalf[operation.name] ?? 'never'
  const proposal = body as { alreadyDone?: boolean; receivers?: readonly string[] } | undefined
  const books = proposal?.alreadyDone === true && (proposal.receivers ?? []).includes(member)
  return operation.name === 'proposeExchange' && books ? 'act' : need
}

/** Whether a coordinator who spoke to the member may do it in their name. */
export function maySpeakFor(operation: Operation): boolean {
  return bySpeaking.includes(operation.name)
}

/** Whether who was let go so far may do what needs that much; one's own may do everything. */
export function reaches(scope: 'own' | DelegationScope, need: OnBehalf): boolean {
  if (scope === 'own') return true
  if (need === 'never') return false
  const order: readonly DelegationScope[] = ['see', 'prepare', 'act']
  return order.indexOf(scope) >= order.indexOf(need)
}
