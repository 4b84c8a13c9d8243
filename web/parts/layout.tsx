import type { Community } from '@commonhour/contract'
import { ActingBanner } from '../delegations/banner.tsx'
import { fileOf, type WebEnv } from '../env.ts'
import type { Trouble } from '../plumbing/form.ts'
import type { Frame, Shown, Tab } from '../plumbing/shown.ts'
import type { Visit } from '../plumbing/visit.ts'
import { accentAddress } from './accent.ts'
import { Icon } from './icons.tsx'
import { LanguageChoice } from './languages.tsx'
import { Mark } from './mark.tsx'
import { ErrorSummary } from './refusals.tsx'
import { AsOf, Unsent } from './unsent.tsx'

interface LayoutProps {
  visit: Visit
  frame: Frame
  shown: Shown
  trouble?: Trouble | undefined
}

/** Every page: whose it is and the help line on top, one question, the four places. */
export function Layout({ visit, frame, shown, trouble }: LayoutProps) {
  const { say, language } = visit
  return (
    <html lang={language.tag} dir={language.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{fullTitle(visit, frame, shown, trouble)}</title>
        <Files env={visit.env} script={shown.script} />
        <Installable env={visit.env} community={frame.community?.slug} />
        <Accent community={frame.community} />
      </head>
      <body class={frame.member ? 'with-bar' : undefined}>
        <a class="skip" href="#main">
          {say('frame.skip')}
        </a>
        <Top visit={visit} frame={frame} />
        {frame.member ? <Bar visit={visit} frame={frame} here={shown.here} /> : null}
        <main id="main">
          <AsOf visit={visit} />
          <Unsent visit={visit} member={frame.member?.id} />
          <ActingBanner visit={visit} name={frame.member?.name} />
          <ErrorSummary visit={visit} trouble={trouble} mayDecline={shown.mayDecline} />
          <h1>{shown.title}</h1>
          {shown.body}
        </main>
        <LanguageChoice visit={visit} />
      </body>
    </html>
  )
}

/** The browser's title begins with the problem when there is one. */
function fullTitle(visit: Visit, { community }: Frame, shown: Shown, trouble?: Trouble): string {
  const where = community?.name ?? 'Commonhour'
  const title = `${shown.title} · ${where}`
  return trouble === undefined ? title : `${visit.say('problem.title')}: ${title}`
}

/** Their paths carry a hash of their bytes, so the map is asked which ones they are. */
function Files({ env, script }: { env: WebEnv; script: Shown['script'] }) {
  const file = (stem: string, ending: string) => fileOf(env, stem, ending)
  return (
    <>
      <link rel="stylesheet" href={file('web', '.css')} />
      <link rel="icon" type="image/svg+xml" href={file('web', '.svg')} />
      <script type="module" src={file('web', '.js')} />
      {script ? <script type="module" src={file(script, '.js')} /> : null}
    </>
  )
}

/** What a phone needs to put us among its apps: the community's own name, and the mark. */
function Installable({ env, community }: { env: WebEnv; community: string | undefined }) {
  return (
    <>
      <link
        rel="manifest"
        href={`${community === undefined ? '' : `/${community}`}/manifest.webmanifest`}
      />
      <link rel="apple-touch-icon" href={fileOf(env, 'icon192', '.png')} />
    </>
  )
}

/** A community's own colour comes after the colours of all. */
function Accent({ community }: { community: Community | undefined }) {
  if (!community?.accent) return null
  return <link rel="stylesheet" href={accentAddress(community.slug, community.accent)} />
}

/** Its own letters, beside its name: nobody is read them twice. */
function Letters({ mark }: { mark: string }) {
  return (
    <span class="letters" aria-hidden="true">
      {mark}
    </span>
  )
}

function Top({ visit, frame }: { visit: Visit; frame: Frame }) {
  const { community, member } = frame
  const home = community === undefined ? '/' : `/${community.slug}${member ? '/home' : ''}`
  return (
    <header class="top">
      <a class="brand" href={home}>
        {community?.mark ? <Letters mark={community.mark} /> : <Mark />}
        <span>{community?.name ?? 'Commonhour'}</span>
      </a>
      {community ? <HelpLine visit={visit} community={community} /> : null}
    </header>
  )
}

/** The coordinator's phone, at the same place on each page (WCAG 3.2.6). */
function HelpLine({ visit, community }: { visit: Visit; community: Community }) {
  const line = community.helpLine
  if (line === null) return null
  return (
    <a class="help" href={`tel:${line.phone.replace(/[^+\d]/g, '')}`}>
      <Icon name="phone" />
      <span>
        {[visit.say('frame.help', { name: line.name }), line.hours].filter(Boolean).join(' · ')}
        <small>
          <bdi dir="ltr">{line.phone}</bdi>
        </small>
      </span>
    </a>
  )
}

const tabs: readonly Tab[] = ['home', 'needs', 'record', 'me']

function Bar({ visit, frame, here }: { visit: Visit; frame: Frame; here: Tab | undefined }) {
  const offices = frame.member?.offices ?? []
  const shown: readonly Tab[] = [
    ...tabs,
    ...(offices.includes('coordinator') ? (['today'] as const) : []),
    ...(offices.includes('auditor') ? (['books'] as const) : []),
  ]
  return (
    <nav class="bar" aria-label={visit.say('frame.places')}>
      <ul>
        {shown.map((tab) => (
          <li>
            <a href={visit.to(tab)} aria-current={tab === here ? 'page' : undefined}>
              <Icon name={tab} />
              <span>{visit.say(`bar.${tab}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
