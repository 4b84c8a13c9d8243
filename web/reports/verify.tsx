import { type Mount, nothingMore, publicPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/**
 * Is this report true? For anyone, wholly in their own browser: the files are read there, and the
 * policy of our pages lets no script send anything anywhere.
 */
export function mountVerify(mount: Mount): void {
  publicPage(mount, {
    path: '/verify',
    read: nothingMore,
    show: (visit) => ({
      title: visit.say('verify.title'),
      script: 'verify',
      body: <VerifyPage visit={visit} />,
    }),
  })
}

function VerifyPage({ visit }: { visit: Visit }) {
  const { say } = visit
  return (
    <>
      <p class="lead">{say('verify.lead')}</p>
      <noscript>
        <p class="note">{say('verify.bare')}</p>
      </noscript>
      <section id="verify" hidden aria-label={say('verify.title')}>
        <Files visit={visit} />
        <p class="actions">
          <button class="button" type="button" id="look">
            {say('verify.look')}
          </button>
          <button class="button second" type="button" id="clear">
            {say('verify.clear')}
          </button>
        </p>
        <progress id="far" hidden aria-label={say('verify.far')} />
        {/* What was shown is said in English alone, as the command says it. */}
        <div id="result" aria-live="polite" lang="en" dir="ltr" />
      </section>
      <section>
        <h2>{say('verify.command')}</h2>
        <p>{say('verify.command.why')}</p>
        <pre class="said">
          <code>{command}</code>
        </pre>
      </section>
    </>
  )
}

const command = [
  'npx -y pnpm@12 commonhour verify report.jws --key commonhour.json',
  '--previous older.jws --log log.jsonl --balances balances.jsonl',
].join(' ')

const places = [
  ...(['document', 'keys', 'previous', 'log', 'balances'] as const),
  ...(['signatures', 'checkpoint'] as const),
]

/** One place to drop all files at once, and what lies on the table. */
function Files({ visit }: { visit: Visit }) {
  const { say } = visit
  return (
    <>
      <div class="field drop" id="drop">
        <label for="files">{say('verify.files')}</label>
        <p class="hint" id="files-hint">
          {say('verify.files.hint')}
        </p>
        <input id="files" type="file" multiple aria-describedby="files-hint" />
      </div>
      <h2>{say('verify.table')}</h2>
      <dl class="facts long" id="table" data-none={say('verify.none')}>
        {places.map((place) => (
          <div>
            <dt>{say(`verify.place.${place}`)}</dt>
            <dd data-place={place}>{say('verify.none')}</dd>
          </div>
        ))}
      </dl>
      <p class="note" id="missing" hidden>
        {say('verify.missing')}
      </p>
      <p class="note" id="strange" hidden data-words={say('verify.strange')} />
      <p class="note" id="malformed" hidden>
        {say('verify.keysMalformed')}
      </p>
      <p class="note" id="unread" hidden>
        {say('verify.unread')}
      </p>
    </>
  )
}
