import { refusalOf } from '@commonhour/client'
import { fault } from '@commonhour/contract'
import { Icon } from '../parts/icons.tsx'
import { Mark } from '../parts/mark.tsx'
import { Form, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, render } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { Buttons, Cards, Charts, Fields, Figures, Notices, Tiles } from './parts.tsx'
import { Colours, Letters } from './tokens.tsx'

/**
 * The visual language on one page, made of the parts themselves: `/dev/style`, in development only,
 * and so in English only. `?scheme=dark`, `?dir=rtl` and `?refused=yes` (or `=all`, where no field
 * is to blame) turn it.
 */
export function mountStyle({ app, visit: visitOf }: Mount): void {
  app.get('/dev/style', (c) => {
    const visit = visitOf(c)
    const direction = visit.query('dir') === 'rtl' ? 'rtl' : 'ltr'
    const turned = { ...visit, language: { ...visit.language, direction } as const }
    const trouble = troubleOf(visit)
    const shown = {
      title: 'What does Commonhour look like?',
      body: <StylePage visit={turned} trouble={trouble} />,
    }
    const { status, headers, body } = render(turned, {}, shown, trouble)
    // It is the page itself that was asked for, whatever it shows.
    return new Response(body, { status: trouble === undefined ? status : 200, headers })
  })
}

function troubleOf(visit: Visit): Trouble | undefined {
  const form = new Form(new FormData())
  const refused = visit.query('refused')
  if (refused === 'all') return { refusal: refusalOf(fault('something_failed'), 500), form }
  if (refused !== 'yes') return undefined
  return { refusal: missing('title', 'text', 'day', 'area', 'reason', 'seconds'), form }
}

const turns = {
  'As it is': '',
  Dark: '?scheme=dark',
  Light: '?scheme=light',
  'Right to left': '?dir=rtl',
  'Dark, right to left': '?scheme=dark&dir=rtl',
  Refused: '?refused=yes',
  'Refused as a whole': '?refused=all',
}

function StylePage({ visit, trouble }: { visit: Visit; trouble: Trouble | undefined }) {
  const scheme = visit.query('scheme')
  const turned = ['dark', 'light'].includes(scheme) ? ` in-${scheme}` : ''
  return (
    <div class={`parts${turned}`}>
      <p class="lead">Warm paper, two halves of one hour, and nothing red.</p>
      <ul class="tabs">
        {Object.entries(turns).map(([name, query]) => (
          <li>
            <a
              href={`/dev/style${query}`}
              aria-current={visit.url.search === query ? 'page' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
      {Object.entries(partsOf(visit, trouble)).map(([name, part]) => (
        <section>
          <h2 id={name.toLowerCase()}>{name}</h2>
          {part}
        </section>
      ))}
    </div>
  )
}

function partsOf(visit: Visit, trouble: Trouble | undefined) {
  return {
    Mark: (
      <p class="actions">
        <Mark />
        <Mark size={96} />
        <Icon name="phone" />
      </p>
    ),
    Colours: <Colours />,
    Letters: <Letters />,
    Buttons: <Buttons />,
    Fields: <Fields visit={visit} trouble={trouble} />,
    Tiles: <Tiles visit={visit} />,
    Cards: <Cards visit={visit} />,
    Notices: <Notices />,
    Charts: <Charts visit={visit} />,
    Figures: <Figures visit={visit} />,
  }
}
