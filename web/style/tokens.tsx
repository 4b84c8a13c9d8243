/** The colours by what they are for; their values stand in `styles/tokens.css` alone. */
const colours = {
  paper: 'what everything lies on',
  card: 'what can be taken up',
  sunk: 'what is empty',
  ink: 'what is said',
  soft: 'what is said beside it',
  line: 'what parts things',
  edge: 'where a field begins',
  plum: 'what to do; what was received',
  honey: 'what was given',
  moss: 'it is well',
  clay: 'it is not right yet',
  focus: 'where you are',
}

export function Colours() {
  return (
    <ul class="swatches">
      {Object.entries(colours).map(([name, use]) => (
        <li>
          <svg class="swatch" width="64" height="64" viewBox="0 0 64 64" aria-hidden="true">
            <path class={`of-${name}`} d="M1 22A21 21 0 0 1 22 1H63V42A21 21 0 0 1 42 63H1z" />
          </svg>
          <span>
            {name}
            <small class="quiet"> {use}</small>
          </span>
        </li>
      ))}
    </ul>
  )
}

export function Letters() {
  return (
    <>
      <p class="lead">A lead says in one sentence what a page is for.</p>
      <p>Text is 18 px and grows with the reader’s own setting. A line has 38 rem at most.</p>
      <p class="quiet">Beside it stands what matters less.</p>
      <h3>A name within a list</h3>
      <blockquote>What a person said, in their own words.</blockquote>
      <ul class="bullets">
        <li>One thing of several</li>
        <li>Another one</li>
      </ul>
    </>
  )
}
