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
export type { Bytes } from './bytes.ts'
export * from './checkpoint/checkpoint.ts'
export * from './checkpoint/note.ts'
export * from './checkpoint/noteKey.ts'
export * from './findings.ts'
export { jwsAlgorithm } from './jws.ts'
export * from './keys/key.ts'
export { type KeyHistory, keyHistoryOf } from './keys/keyHistory.ts'
export * from './keys/keyLeaves.ts'
export * from './keys/signingKey.ts'
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
