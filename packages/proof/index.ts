export { balanceLine, readBalances } from './balances/file.ts'
export {
  type BalanceRow,
  commitmentOf,
  type SumNode,
  saltBytes,
  sumLeaf,
  sumOver,
} from './balances/sums.ts'
export * from './balances/tree.ts'
export { type Bytes, base64Of } from './bytes.ts'
export * from './checkpoint/checkpoint.ts'
export * from './checkpoint/note.ts'
export * from './checkpoint/noteKey.ts'
export * from './findings.ts'
export { jwsAlgorithm } from './jws.ts'
export * from './keys/beginning.ts'
export * from './keys/key.ts'
export * from './keys/keyFile.ts'
export { type KeyHistory, keyHistoryOf } from './keys/keyHistory.ts'
export * from './keys/keyLeaves.ts'
export * from './keys/ownKey.ts'
export * from './keys/signingKey.ts'
export * from './memberProof.ts'
export * from './merkle/frontier.ts'
export * from './merkle/hash.ts'
export * from './merkle/proofs.ts'
export type { NodeId } from './merkle/ranges.ts'
export * from './merkle/verify.ts'
export * from './receipt.ts'
export type { ReplayedAccount } from './replay/accounts.ts'
export { type Leaf, readLeaf } from './replay/leaf.ts'
export type { Chunks, FileRead } from './replay/lines.ts'
export * from './replay/replay.ts'
export * from './replay/tally.ts'
export { type LoggedTransfer, transferOf } from './replay/transfer.ts'
export { contradictionOf } from './report/contradiction.ts'
export * from './report/cosign.ts'
export { figuresOf, type LogFigures } from './report/figures.ts'
export { type OpenedReport, openReport } from './report/open.ts'
export { digestOfReport, signReport } from './report/sign.ts'
export { refusalOfSuccession, rewritingOf } from './report/succession.ts'
export {
  type Check,
  type CheckName,
  checkNames,
  type DocumentKind,
  ladders,
} from './verify/check.ts'
export { type FileKind, fileKindOf, kindOf, numberIn } from './verify/documents.ts'
export { verifyCheckpoint, verifyReceipt } from './verify/headChecks.ts'
export { verifyLineProof } from './verify/lineChecks.ts'
export { verifyMemberProof } from './verify/memberChecks.ts'
export * from './verify/verifyDocument.ts'
export * from './verify/verifyReport.ts'
export { type CheckWords, checkWords } from './words/passed.ts'
export * from './words/tell.ts'
