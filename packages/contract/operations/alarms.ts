import { AlarmStanding } from '../alarms.ts'
import { operation } from './operation.ts'

export const alarms = {
  readAlarm: operation({
    name: 'readAlarm',
    word: 'alarms',
    method: 'GET',
    path: '/v1/communities/{community}/alarm',
    summary: 'Whether audit signs these books, and if not, why: for stewards',
    scope: 'members:read',
    asker: 'member',
    status: 200,
    answer: AlarmStanding,
    idempotent: false,
    faults: ['actor_is_not_a_member', 'actor_is_not_a_steward'],
  }),
}
