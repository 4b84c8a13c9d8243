import { isRefusal } from '@commonhour/client'
import type { ReportSignatures } from '@commonhour/contract'
import { PostForm, TextField } from '../parts/fields.tsx'
import type { Form, Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { cosignedText } from './list.tsx'

/** Who signed a report beside audit; and a steward signs it, with a key that comes to no server. */
export function mountCosign(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/books/reports/:no/signatures',
    read: ({ client, community, param }) =>
      client.readReportSignatures({ community, no: param('no') }),
    show: (visit, home, signed, trouble) => ({
      title: visit.say('cosign.title', { no: signed.no }),
      here: 'books',
      body: (
        <>
          <Signatures visit={visit} signed={signed} timeZone={home.community.timeZone} />
          <SignForm visit={visit} signed={signed} trouble={trouble} />
          <p>
            <a href={visit.to('books', 'reports', String(signed.no))}>
              {visit.say('cosign.back', { no: signed.no })}
            </a>
          </p>
        </>
      ),
    }),
    send,
  })
}

type SignedProps = { visit: Visit; signed: ReportSignatures }

function Signatures({ visit, signed, timeZone }: SignedProps & { timeZone: string }) {
  const { say, words } = visit
  const { needed, signatures } = signed
  const text = cosignedText(visit, { made: signatures.length, needed })
  return (
    <>
      <p class="lead">{text || say('cosign.none')}</p>
      <ul class="plain-list">
        {signatures.map(({ at, kid }) => (
          <li>
            <span>{say('cosign.key', { kid })}</span>{' '}
            <span class="quiet">{words.moment(Date.parse(at), timeZone, visit.now)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** First away from here, with the command; then what it printed is put here. */
function SignForm({ visit, signed, trouble }: SignedProps & { trouble: Trouble | undefined }) {
  const { say } = visit
  const no = String(signed.no)
  return (
    <>
      <h2>{say('cosign.how')}</h2>
      <ol class="steps">
        <li>
          <span>
            {say('cosign.key.first')}{' '}
            <a href={visit.to('books', 'cosigners')}>{say('cosigners.title')}</a>
          </span>
        </li>
        <li>
          <span>
            {say('cosign.fetch')}{' '}
            <a href={visit.to('reports', no, 'report.jws')}>{say('report.file.report')}</a>
            {' · '}
            <a href="/.well-known/commonhour.json" download="commonhour.json">
              {say('report.file.keys')}
            </a>
          </span>
        </li>
        <li>{say('cosign.run')}</li>
      </ol>
      <pre class="said">
        <code>{signCommand(`${visit.community}-${no}-report.jws`)}</code>
      </pre>
      <PostForm hidden={{}}>
        <TextField
          visit={visit}
          trouble={trouble}
          name="signature"
          label={say('cosign.paste')}
          hint={say('cosign.pasteHint')}
          attributes={{ autocomplete: 'off', spellcheck: 'false' }}
        />
        <button class="button" type="submit">
          {say('cosign.send')}
        </button>
      </PostForm>
    </>
  )
}

function signCommand(report: string): string {
  return `npx -y pnpm@12 commonhour cosign report ${report} --with my-key.json --key commonhour.json`
}

async function send({ client, community, param, to }: Visit, form: Form): Promise<Sent> {
  const no = param('no')
  const body = { signature: form.text('signature') }
  const signed = await client.signReport({ community, no }, { body })
  return isRefusal(signed) ? signed : { go: to('books', 'reports', no, 'signatures') }
}
