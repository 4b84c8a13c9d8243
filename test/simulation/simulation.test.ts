import { simulate } from './simulation.ts'

simulate(0, 2)
