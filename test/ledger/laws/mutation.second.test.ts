import { tryShare } from './mutation.ts'

tryShare(1, 2)
