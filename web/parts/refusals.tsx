import type { Refusal } from '@commonhour/client'
import en from '../messages/en.json' with { type: 'json' }
import type { MessageKey } from '../messages.ts'
import { type Form, type Trouble, wrongFields } from '../plumbing/form.ts'
import type { Visit } from '../plumbing/visit.ts'

/**
 * What a fault says to a person, with what to do next. What has no words of its own is a fault of
 * ours, and said to be.
 */
export function sentenceOf({ say }: Pick<Visit, 'say'>, refusal: Refusal): string {
  const key = `fault.${refusal.code}`
  const wait = Math.max(1, Math.ceil((refusal.retryAfterSeconds ?? 60) / 60))
  return say(isKey(key) ? key : 'fault.something_failed', { minutes: wait })
}

/** The name of a page that is a refusal. */
export function titleOf(visit: Visit, refusal: Refusal): string {
  if (refusal.status === 404) return visit.say('refusal.notHere')
  if (refusal.status === 401) return visit.say('refusal.signedOut')
  return visit.say('problem.title')
}

/** The words at a field that is not right: the same in the summary and at the field. */
export function fieldSentence(visit: Visit, trouble: Trouble, name: string): string {
  const key = `field.${name}`
  const malformed = trouble.refusal.fault === 'request_is_malformed'
  return malformed && isKey(key) ? visit.say(key) : sentenceOf(visit, trouble.refusal)
}

interface ErrorSummaryProps {
  visit: Visit
  trouble: Trouble | undefined
  mayDecline: boolean | undefined
}

/** "There is a problem", first thing on the page, with a link to each field. */
export function ErrorSummary({ visit, trouble, mayDecline }: ErrorSummaryProps) {
  if (trouble === undefined) return null
  const fields = wrongFields(trouble)
  return (
    <section class="problem" role="alert" aria-labelledby="problem" tabindex={-1} id="summary">
      <h2 id="problem">{visit.say('problem.title')}</h2>
      {fields.length === 0 ? <p>{sentenceOf(visit, trouble.refusal)}</p> : null}
      {fields.length > 0 ? (
        <ul>
          {fields.map((name) => (
            <li>
              <a href={`#${name}`}>{fieldSentence(visit, trouble, name)}</a>
            </li>
          ))}
        </ul>
      ) : null}
      <Ways visit={visit} refusal={trouble.refusal} mayDecline={mayDecline} />
      <Standing visit={visit} refusal={trouble.refusal} />
    </section>
  )
}

/** What stands in the way, one tap away: an exchange, a motion, or that it is long ago. */
function Standing({ visit, refusal }: { visit: Visit; refusal: Refusal }) {
  const { exchange, motion } = refusal
  return (
    <>
      {exchange === undefined ? null : (
        <p>
          <a href={visit.to('exchanges', exchange)}>{visit.say('refusal.exchange')}</a>
        </p>
      )}
      {refusal.fault === 'step_up_is_needed' ? <Prove visit={visit} /> : null}
      {motion === undefined ? null : (
        <p>
          <a href={visit.to('motions', motion)}>{visit.say('refusal.motion')}</a>
        </p>
      )}
    </>
  )
}

/** To show who is there, and back to this page. */
function Prove({ visit }: { visit: Visit }) {
  const { pathname, search } = visit.url
  return (
    <p>
      <a href={`/prove?${new URLSearchParams({ to: pathname + search })}`}>
        {visit.say('refusal.prove')}
      </a>
    </p>
  )
}

type WaysProps = { visit: Visit; refusal: Refusal; mayDecline?: boolean | undefined }

/** The ways that are open now instead. */
function Ways({ visit, refusal, mayDecline = false }: WaysProps) {
  // A shorter one is asked for by saying no to this one, where there is one to say no to.
  const open = (refusal.ways ?? []).filter((way) => way !== 'smallerEstimate' || mayDecline)
  const ways = open.map((way) => `way.${way}`).filter(isKey)
  if (ways.length === 0) return null
  const room = roomSecondsOf(refusal)
  return (
    <>
      {room > 0 ? <p>{visit.say('way.room', { hours: visit.words.hours(room) })}</p> : null}
      <p>{visit.say('problem.ways')}</p>
      <ul>
        {ways.map((way) => (
          <li>
            <WayTo visit={visit} way={way} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** A way with the page that leads there; the others are found on this page. */
function WayTo({ visit, way }: { visit: Visit; way: MessageKey }) {
  const to = { 'way.pool': ['pool', 'apply'], 'way.gift': ['askings', 'new'] }[way as string]
  if (to === undefined) return <>{visit.say(way)}</>
  return <a href={visit.to(...to)}>{visit.say(way)}</a>
}

/** What may still be asked for, as the rule that refused says; told to the one it concerns only. */
function roomSecondsOf({ rule, verdicts = [] }: Refusal): number {
  const facts = verdicts.find((verdict) => verdict.rule === rule)?.facts
  return Number(facts?.availableSeconds ?? 0)
}

interface RefusalPageProps {
  visit: Visit
  refusal: Refusal
  form: Form | undefined
}

/** A whole page that says no: what is so, what to do next, and what had been typed. */
export function RefusalPage({ visit, refusal, form }: RefusalPageProps) {
  const { say } = visit
  const signIn = refusal.status === 401
  const typed = (form?.typed() ?? []).filter(([, value]) => value !== '')
  const to = visit.url.pathname + visit.url.search
  const here = `/sign-in?${new URLSearchParams({ to })}`
  return (
    <div class="plain">
      <p class="lead">{sentenceOf(visit, refusal)}</p>
      <Ways visit={visit} refusal={refusal} />
      <Standing visit={visit} refusal={refusal} />
      {typed.length > 0 ? <p>{say('refusal.typed')}</p> : null}
      {typed.map(([, value]) => (
        <blockquote class="typed" dir="auto">
          {value}
        </blockquote>
      ))}
      <p>
        {signIn ? (
          <a class="button" href={here}>
            {say('signIn.again')}
          </a>
        ) : (
          <a class="button" href={frontOf(visit, refusal)}>
            {say('refusal.home')}
          </a>
        )}
      </p>
      {refusal.request ? (
        <p class="quiet">{say('refusal.request', { id: refusal.request })}</p>
      ) : null}
    </div>
  )
}

/** Where there is no such community, its pages would only say so again. */
function frontOf(visit: Visit, { fault }: Refusal): string {
  if (visit.community === '' || fault === 'community_is_unknown') return '/'
  return visit.session === undefined ? visit.to() : visit.to('home')
}

export function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key)
}
