import * as v from 'valibot'

/** How far someone may go for another: look, prepare what the other then says yes to, or act. */
export const DelegationScope = v.picklist(['see', 'prepare', 'act'])
export type DelegationScope = v.InferOutput<typeof DelegationScope>
