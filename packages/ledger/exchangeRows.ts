import type { Assent, ExchangeFacts, ExchangeTransfer, SaidVerdict, Step } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import { jsonOf, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts'

/** One row an exchange: its parts come as JSON, so that a list is one statement. */
export const exchangeSql = `
  SELECT e.*, (SELECT text FROM memo WHERE ref = e.id AND part = 'title') AS title,
    (SELECT text FROM memo WHERE ref = e.id AND part = 'place') AS place,
    (SELECT name FROM member WHERE id = e.giver) AS giverName,
    (SELECT json_group_object(id, name) FROM member WHERE id IN (SELECT substr(actor, 8)
      FROM exchange_step WHERE exchange = e.id AND actor LIKE 'member:%')) AS actorNames,
    (SELECT json_group_array(json_object('member', r.member, 'account', r.account, 'name', m.name))
      FROM (SELECT * FROM exchange_receiver WHERE exchange = e.id ORDER BY member) r
      JOIN member m ON m.id = r.member) AS receivers,
    (SELECT json_group_array(json_object('step', step, 'estimateSeconds', estimateSeconds,
        'agreedForAt', agreedForAt, 'place', (SELECT text FROM memo
          WHERE ref = e.id || ':' || step AND part = 'place')))
      FROM (SELECT * FROM exchange_terms WHERE exchange = e.id ORDER BY step)) AS terms,
    (SELECT json_group_array(json_object('member', member, 'step', step, 'kind', kind,
        'actor', actor, 'onBehalfOf', onBehalfOf, 'logSize', logSize))
      FROM (SELECT * FROM exchange_assent WHERE exchange = e.id ORDER BY step, at)) AS assents,
    (SELECT json_group_array(json_object('step', step, 'rule', rule, 'receiver', receiver,
        'verdict', verdict, 'says', says, 'facts', json(facts)))
      FROM (SELECT * FROM exchange_verdict WHERE exchange = e.id ORDER BY step, rule)) AS verdicts,
    (SELECT json_group_array(json_object('member', member, 'at', at, 'text',
        coalesce((SELECT text FROM memo WHERE ref = thanks.id AND part = 'memo'), '')))
      FROM (SELECT * FROM exchange_thanks WHERE exchange = e.id ORDER BY at) thanks) AS thanks,
    (SELECT json_group_array(json_object('step', step, 'state', state, 'actor', actor,
        'onBehalfOf', onBehalfOf, 'at', at, 'logSize', logSize, 'seconds', seconds,
        'workedOn', workedOn, 'reason', reason))
      FROM (SELECT * FROM exchange_step WHERE exchange = e.id ORDER BY step)) AS steps,
    (SELECT json_group_array(json_object('id', id, 'kind', kind, 'fromAccount', fromAccount,
        'toAccount', toAccount, 'seconds', seconds, 'ref', ref, 'charter', charter,
        'expiresAt', expiresAt, 'workedOn', workedOn, 'seq', seq))
      FROM (SELECT * FROM transfer WHERE exchange = e.id ORDER BY seq)) AS transfers,
    (SELECT json_group_array(json_object('id', id, 'kind', kind, 'fromAccount', fromAccount,
        'toAccount', toAccount, 'seconds', seconds, 'ref', ref, 'charter', charter,
        'expiresAt', expiresAt, 'workedOn', workedOn, 'seq', seq))
      FROM transfer g WHERE groupId = e.id AND purpose = 'gift' AND kind = 'post'
        AND NOT EXISTS (SELECT 1 FROM transfer WHERE ref = g.id AND kind = 'reverse')) AS passedOn
  FROM exchange e`

interface ReceiverRow {
  readonly member: string
  readonly account: string
  readonly name: string
}
interface TermsRow {
  readonly step: number
  readonly estimateSeconds: number
  readonly agreedForAt: number | null
  readonly place: string | null
}
interface Until {
  readonly step: number
  readonly seq: number
}
const whole: Until = { step: Number.MAX_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER }

/** The facts of a row. */
export function exchangeOf(row: Row): ExchangeFacts {
  return exchangeAsOf(row, whole)
}

/** The facts of a row as they stood at a step, when the log had a size. */
export function exchangeAsOf(row: Row, until: Until): ExchangeFacts {
  const isUntil = (it: { readonly step: number }) => it.step <= until.step
  const receivers = jsonOf<ReceiverRow[]>(row, 'receivers')
  const steps = jsonOf<Step[]>(row, 'steps').filter(isUntil)
  // Thanks follow a step, so those of its very moment came after it.
  const lastAt = until === whole ? Number.MAX_SAFE_INTEGER : (steps.at(-1)?.at ?? 0)
  const giver = textOf(row, 'giver')
  const names = [[giver, textOf(row, 'giverName')], ...receivers.map((r) => [r.member, r.name])]
  return {
    id: textOf(row, 'id'),
    number: numberOf(row, 'number'),
    state: steps.at(-1)?.state ?? 'proposed',
    giver,
    giverAccount: textOf(row, 'giverAccount'),
    receivers: receivers.map(({ member, account }) => ({ member, account })),
    names: { ...jsonOf<Record<string, string>>(row, 'actorNames'), ...Object.fromEntries(names) },
    need: textOrNull(row, 'need'),
    offer: textOrNull(row, 'offer'),
    title: textOrNull(row, 'title') ?? '',
    ...termsOf(row, until),
    charter: numberOf(row, 'charter'),
    at: numberOf(row, 'at'),
    steps,
    assents: jsonOf<Assent[]>(row, 'assents').filter(
      (one) => isUntil(one) && one.logSize <= until.seq,
    ),
    verdicts: jsonOf<SaidVerdict[]>(row, 'verdicts').filter(isUntil),
    thanks: jsonOf<ExchangeFacts['thanks']>(row, 'thanks').filter(({ at }) => at < lastAt),
    transfers: jsonOf<ExchangeTransfer[]>(row, 'transfers').filter(({ seq }) => seq < until.seq),
    passedOn: jsonOf<ExchangeTransfer[]>(row, 'passedOn'),
  }
}

/** The terms in force: those proposed last, else the exchange's own. */
function termsOf(row: Row, { step }: Until) {
  const later = jsonOf<TermsRow[]>(row, 'terms').findLast((one) => one.step <= step)
  return {
    place: (later === undefined ? textOrNull(row, 'place') : later.place) ?? '',
    agreedForAt: later === undefined ? numberOrNull(row, 'agreedForAt') : later.agreedForAt,
    estimateSeconds: later?.estimateSeconds ?? numberOf(row, 'estimateSeconds'),
  }
}
