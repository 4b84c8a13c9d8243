import { ExchangeCard, More, PublishedCard, Search } from '../parts/cards.tsx'
import { Halves, Sparkline } from '../parts/charts.tsx'
import { Lengths } from '../parts/choices.tsx'
import { ChoiceField, PostForm, RadioField, TextField, TimeField } from '../parts/fields.tsx'
import { categoryIcon, Icon } from '../parts/icons.tsx'
import type { Trouble } from '../plumbing/form.ts'
import type { Visit } from '../plumbing/visit.ts'
import { exchange, home, long, need } from './sample.ts'

interface PartProps {
  visit: Visit
}

export function Buttons() {
  return (
    <div class="actions">
      <button class="button" type="button">
        First of all
      </button>
      <button class="button second" type="button">
        Or else
      </button>
      <button class="button second" type="button" aria-busy="true">
        On its way
      </button>
    </div>
  )
}

/** The fields of a form, as they are and as they were refused. */
export function Fields({ visit, trouble }: PartProps & { trouble: Trouble | undefined }) {
  const given = { visit, trouble }
  const options = ['North bank', 'South bank'].map((label) => ({ value: label, label }))
  return (
    <PostForm hidden={{}}>
      <TextField {...given} name="title" label="One line" hint="What helps to fill it in" />
      <TextField {...given} name="text" label="Several lines" long />
      <TextField {...given} name="day" type="date" label="A day" />
      <ChoiceField {...given} name="area" label="One of many" options={options} />
      <RadioField {...given} name="reason" label="One of a few" options={options} value="" />
      <TimeField {...given} name="seconds" label="How long" seconds={5400} step={900} />
    </PostForm>
  )
}

export function Tiles({ visit }: PartProps) {
  return (
    <>
      <ul class="tiles">
        {home.charter.categories.map(({ id, names }) => (
          <li>
            <a class="tile" href="#tiles">
              <Icon name={categoryIcon(id)} />
              {names.en}
            </a>
          </li>
        ))}
      </ul>
      <Lengths visit={visit} lengths={[1800, 3600, 5400]} />
    </>
  )
}

export function Cards({ visit }: PartProps) {
  return (
    <>
      <Search visit={visit} label="Look for something" />
      <ul class="cards">
        <PublishedCard visit={visit} home={home} it={need} kind="needs" />
        <PublishedCard visit={visit} home={home} it={{ ...need, title: long }} kind="needs" />
      </ul>
      <ul class="cards mine">
        <ExchangeCard visit={visit} it={exchange} me={home.member.id} note="It waits for you" />
      </ul>
      <p class="empty">Nothing here yet. What could be the first?</p>
      <More visit={visit} next="more" />
    </>
  )
}

export function Notices() {
  return (
    <>
      <p class="note">Something to know before you go on.</p>
      <p class="verdict whole">It is done.</p>
      <p class="verdict">It waits for somebody else.</p>
      <p class="problem">This cannot be done now, and here is what can.</p>
    </>
  )
}

export function Charts({ visit }: PartProps) {
  const { account, balances } = home
  if (account === null) return null
  const new_ = { ...account, givenSeconds: 0, receivedSeconds: 0 }
  return (
    <>
      <p class="actions">
        <Halves account={account} />
        <Halves account={{ ...account, givenSeconds: 3600 }} />
        <Halves account={new_} />
      </p>
      <Sparkline visit={visit} balances={balances} />
    </>
  )
}

export function Figures({ visit: { words } }: PartProps) {
  const rows = [5400, -3600, 900]
  return (
    <>
      <dl class="figures">
        <div>
          <dt>Given</dt>
          <dd>{words.hours(75_600)}</dd>
        </div>
        <div>
          <dt>Received</dt>
          <dd>{words.hours(56_700)}</dd>
        </div>
      </dl>
      <table class="lines">
        <caption>What moved</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Hours</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((seconds) => (
            <tr>
              <td>{seconds < 0 ? 'Gift' : long}</td>
              <td>{words.change(seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
