import type { Visit } from '../plumbing/visit.ts'

/** On a page that comes from the phone: how old it is. The script puts the time for `%`. */
export function AsOf({ visit }: { visit: Visit }) {
  return <p class="note" id="as-of" data-words={visit.say('offline.asOf', { time: '%' })} hidden />
}

/**
 * What this member wrote down without a network: on every page of theirs, filled by the script from
 * the phone, and hidden while there is nothing.
 */
export function Unsent({ visit, member }: { visit: Visit; member: string | undefined }) {
  if (member === undefined) return null
  const { say } = visit
  const words = {
    'data-member': member,
    'data-waits': say('unsent.waits'),
    'data-sent': say('unsent.sent'),
    'data-refused': say('unsent.refused'),
    'data-look': say('unsent.look'),
    'data-again': say('unsent.again'),
    'data-drop': say('unsent.drop'),
  }
  return (
    <section
      class="note"
      id="unsent"
      aria-labelledby="unsent-title"
      tabindex={-1}
      hidden
      {...words}
    >
      <h2 id="unsent-title">{say('unsent.title')}</h2>
      <p>{say('unsent.lead')}</p>
      <ul class="form" aria-live="polite"></ul>
    </section>
  )
}
