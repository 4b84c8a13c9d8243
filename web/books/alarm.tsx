import { type Home, stopsReportsOnly } from '@commonhour/contract'
import type { Visit } from '../plumbing/visit.ts'

const steps = ['keep', 'leave', 'compare', 'goOn'] as const

/**
 * That audit signs nothing: what is amiss, since when, and what to do. Stewards have it first of
 * all where they look; nobody else has it.
 */
export function AlarmCard({ visit, home }: { visit: Visit; home: Home }) {
  if (home.alarm === undefined) return null
  const { say, words } = visit
  const { timeZone } = home.community
  const moment = (at: string) => words.moment(Date.parse(at), timeZone, visit.now)
  const { code, signed, since } = home.alarm
  const reportsOnly = code === stopsReportsOnly
  return (
    <section class="problem">
      <h2>{say(reportsOnly ? 'alarm.titleReports' : 'alarm.title')}</h2>
      <p>{say(`alarm.what.${code}`)}</p>
      <p>
        {say(reportsOnly ? 'alarm.sinceReports' : 'alarm.since', { when: moment(since) })}{' '}
        {signed === null || reportsOnly
          ? say(reportsOnly ? 'alarm.headsGoOn' : 'alarm.neverSigned')
          : say('alarm.signed', { lines: signed.size, when: moment(signed.at) })}
      </p>
      <h3>{say('alarm.do')}</h3>
      <ul class="bullets">
        {steps.map((step) => (
          <li>{say(`alarm.do.${step}`)}</li>
        ))}
      </ul>
      <p>
        <a href={visit.to('proof')}>{say('me.proof')}</a>
      </p>
    </section>
  )
}
