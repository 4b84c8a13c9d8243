import { isRefusal } from '@commonhour/client'
import { expect, test } from 'vitest'
import { fakeClient, refused } from './fake.ts'

const at = { community: 'riverside', no: '3' }

test('a file is opened, and read by whoever asked, piece by piece', async () => {
  const { client, sent } = fakeClient([new Response('["a",0]\n')], { token: 't' })
  const file = await client.file('readReportLog', at)
  if (isRefusal(file)) throw new Error(file.code)
  expect(file.bodyUsed).toBe(false)
  expect(await file.text()).toBe('["a",0]\n')
  expect(sent[0]).toMatchObject({
    url: 'https://hours.example/v1/communities/riverside/reports/3/attachments/log.jsonl',
    authorization: 'Bearer t',
    accept: 'application/jsonl',
  })
})

test('what can be had signed comes signed', async () => {
  const { client, sent } = fakeClient([new Response('a.b.c')])
  const file = await client.file('readReport', at)
  expect(isRefusal(file) ? file.code : await file.text()).toBe('a.b.c')
  expect(sent[0]?.accept).toBe('application/jose')
})

test('a refusal is a value, after as many tries as of any other reading', async () => {
  const { client } = fakeClient([refused('actor_is_not_an_auditor')])
  expect(await client.file('readReportLog', at)).toMatchObject({ code: 'actor_is_not_an_auditor' })
  const broken = fakeClient([new Error('x'), new Error('x'), new Error('x')])
  expect(await broken.client.file('readReportLog', at)).toMatchObject({
    fault: 'books_are_out_of_reach',
  })
  expect(broken.waits).toHaveLength(2)
})
