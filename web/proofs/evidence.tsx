import { keysPath } from '@commonhour/client'
import { limits, stateWords, type ToldCheck } from '@commonhour/proof'
import type { Visit } from '../plumbing/visit.ts'
import type { Looked } from './checks.ts'

interface EvidenceProps {
  visit: Visit
  looked: Looked
  /** Where the proof is had as a file, and what it is called then. */
  file: { to: string; name: string }
  /** Whether it tells more than one line: it is then for its holder to keep. */
  isPrivate: boolean
}

/** Under the answer: each check in its sentence, the file to keep, and how to look without us. */
export function Evidence({ visit, looked, file, isPrivate }: EvidenceProps) {
  const { say } = visit
  return (
    <>
      <section aria-labelledby="how">
        <h2 id="how">{say('signed.how')}</h2>
        <ol class="cards evidence">
          {looked.checks.map((check) => (
            <CheckCard check={check} />
          ))}
        </ol>
        <p class="quiet" lang="en">
          {limits}
        </p>
      </section>
      <section aria-labelledby="keep" class="no-print">
        <h2 id="keep">{say('signed.keep')}</h2>
        <p>{say(isPrivate ? 'signed.keep.mine' : 'signed.keep.line')}</p>
        <p class="actions">
          <a class="button" href={file.to} download={file.name}>
            {say('signed.file')}
          </a>
        </p>
        <p>
          {say('signed.yourself')} <a href="/verify">{say('verify.link')}</a>
          {' · '}
          <a href={keysPath} download="commonhour.json">
            {say('signed.keys')}
          </a>
        </p>
        <p>{say('signed.command')}</p>
        <pre class="said">
          <code>{`npx -y pnpm@12 commonhour verify ${file.name} --key commonhour.json`}</code>
        </pre>
      </section>
    </>
  )
}

/** The words of the checks are the command's own, and in English as yet. */
function CheckCard({ check }: { check: ToldCheck }) {
  const { says, state, title } = check
  const word = stateWords[state]
  return (
    <li class={`card check ${state}`} lang="en">
      <div>
        <h3>{title}</h3>
        <p>
          {word === null ? null : <strong>{word}</strong>} {says}
        </p>
      </div>
    </li>
  )
}

/** The answer to the page's question, or that something is wrong and what to do. */
export function Answer({ visit, looked, yes }: { visit: Visit; looked: Looked; yes: string }) {
  if (looked.verdict.state !== 'wrong') {
    return (
      <p class="verdict whole" role="status">
        {yes}
      </p>
    )
  }
  return (
    <p class="problem" role="status">
      {visit.say('signed.wrong')}
    </p>
  )
}

/** Nothing is signed of it yet: what comes next, and when. */
export function NotYet({ visit, says }: { visit: Visit; says: string }) {
  return (
    <>
      <p class="note">{says}</p>
      <p>
        <a href={visit.to('statement')}>{visit.say('signed.back')}</a>
      </p>
    </>
  )
}

/** A proof as a file that the browser keeps. */
export function fileAnswer(proof: unknown, name: string): Response {
  return new Response(JSON.stringify(proof), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
}
