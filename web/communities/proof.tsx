import type { BooksProof } from '@commonhour/contract'
import { type Mount, publicPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { readOutside } from './outside.ts'

/** The live proof, for anyone: all accounts sum to zero. */
export function mountProof(mount: Mount): void {
  publicPage(mount, {
    path: '/:community/proof',
    read: readOutside,
    show: (visit, { community, proof }) => ({
      title: visit.say('proof.title'),
      community,
      body: <ProofPage visit={visit} proof={proof} members={community.members} />,
    }),
  })
}

function ProofPage({ visit, proof, members }: FiguresProps) {
  const { say, words } = visit
  const whole = proof.balanceSumSeconds === 0
  return (
    <>
      <p class={whole ? 'verdict whole' : 'verdict'}>
        {whole
          ? say('proof.whole', { accounts: proof.accounts })
          : say('proof.notWhole', { hours: words.change(proof.balanceSumSeconds) })}
      </p>
      {proof.unsignedSince === undefined ? null : (
        <p class="problem">
          {say('proof.unsigned', { when: words.moment(Date.parse(proof.unsignedSince), 'UTC') })}
        </p>
      )}
      <ProofFigures visit={visit} proof={proof} members={members} />
      <h2>{say('proof.why')}</h2>
      <p>{say('proof.because')}</p>
      <p class="quiet">
        {say('proof.asOf', { when: words.moment(Date.parse(proof.at), 'UTC') })}{' '}
        {proof.checkpoint === null
          ? say('proof.noCheckpoint')
          : say('proof.checkpoint', { lines: proof.checkpoint.size })}
      </p>
      <p>
        <a href={`/v1/communities/${visit.community}/proof`}>{say('proof.machine')}</a>
      </p>
      <p>
        <a href={visit.to('reports')}>{say('reports.title')}</a>
      </p>
      <p>
        <a href="/verify">{say('verify.link')}</a>
      </p>
      {visit.session === undefined ? null : (
        <p>
          <a href={visit.to('home')}>{say('community.goHome')}</a>
        </p>
      )}
    </>
  )
}

interface FiguresProps {
  visit: Visit
  proof: BooksProof
  members: number
}

export function ProofFigures({ visit, proof, members }: FiguresProps) {
  const { say, words } = visit
  const figures = [
    [words.number(members), say('figure.members')],
    [words.number(proof.transfers), say('figure.transfers')],
    [words.hours(proof.movedSeconds), say('figure.moved')],
    [words.change(proof.balanceSumSeconds), say('figure.sum')],
  ]
  return (
    <dl class="figures">
      {figures.map(([figure, label]) => (
        <div>
          <dt>{label}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}
