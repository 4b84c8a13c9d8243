import { fault, type Operation, operations } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { apiWith, bearer, idOf, posting, problemIn } from './framework.ts'

const path = `/v1/communities/riverside/members/${idOf('ana')}/stewardship`
const { ask } = apiWith({ changeStewardship: async () => fault('motion_is_waiting') })
const said = async (acr: string | undefined) => {
  const body = { id: idOf('motion'), office: 'auditor', act: 'appointed' }
  const headers = await bearer(acr === undefined ? {} : { acr })
  return problemIn(await ask(path, await posting(body, headers)))
}

describe('what weighs much', () => {
  test('is asked of whoever has just shown who they are', async () => {
    const all: Operation[] = Object.values(operations)
    expect(
      all
        .filter(({ proven }) => proven)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      'approveAmendment',
      'approveMotion',
      'changeLimits',
      'changeStewardship',
      'enterCosigner',
      'eraseMember',
      'leaveCosigners',
      'proposeAmendment',
      'requestReport',
      'signReport',
    ])
  })

  test('is refused to a session that was proven long ago, and says what to do', async () => {
    for (const acr of ['', 'otp']) {
      const problem = await said(acr)
      expect(problem).toMatchObject({ code: 'step_up_is_needed', status: 403 })
      expect(JSON.stringify(problem)).toContain('by your passkey, or by a new e-mailed code')
    }
    expect((await said(undefined)).code).not.toBe('step_up_is_needed')
  })

  test('what weighs little is not', async () => {
    const gifts = apiWith({ bookTransfer: async () => fault('gift_exceeds_hours_in_hand') })
    const [from, to] = [idOf('from'), idOf('to')]
    const gift = { id: idOf('gift'), purpose: 'gift', fromAccount: from, toAccount: to }
    const sent = await posting({ ...gift, seconds: 3600 }, await bearer({ acr: '' }))
    const answer = await gifts.ask('/v1/communities/riverside/transfers', sent)
    expect((await problemIn(answer)).code).toBe('gift_exceeds_hours_in_hand')
  })
})
