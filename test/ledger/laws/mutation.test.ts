import { tryShare } from './mutation.ts'

tryShare(0, 2)
