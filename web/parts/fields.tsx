import type { Child } from 'hono/jsx'
import { type Trouble, wrongFields } from '../plumbing/form.ts'
import type { Visit } from '../plumbing/visit.ts'
import { fieldSentence } from './refusals.tsx'

interface FieldProps {
  visit: Visit
  trouble?: Trouble | undefined
  name: string
  label: string
  hint?: string | undefined
}

/** What was typed before a refusal, else what the page proposes. */
function keptValue({ trouble, name }: Pick<FieldProps, 'trouble' | 'name'>, proposed = ''): string {
  return trouble?.form.has(name) ? trouble.form.text(name) : proposed
}

/** Links a field to its hint and to what is wrong with it. */
function told({ visit, trouble, name, hint }: FieldProps) {
  const wrong = trouble !== undefined && wrongFields(trouble).includes(name)
  const by = [hint ? `${name}-hint` : '', wrong ? `${name}-wrong` : ''].filter(Boolean).join(' ')
  return {
    attributes: { 'aria-describedby': by || undefined, 'aria-invalid': wrong ? true : undefined },
    notes: (
      <>
        {hint ? (
          <p class="hint" id={`${name}-hint`}>
            {hint}
          </p>
        ) : null}
        {wrong ? (
          <p class="wrong" id={`${name}-wrong`}>
            {fieldSentence(visit, trouble, name)}
          </p>
        ) : null}
      </>
    ),
  }
}

interface TextFieldProps extends FieldProps {
  value?: string
  type?: 'text' | 'email' | 'tel' | 'date' | 'time' | 'search'
  long?: boolean
  attributes?: Record<string, string | number | boolean | undefined>
}

/** One line of text, a day, a time; `long` makes room for several lines. */
export function TextField(props: TextFieldProps) {
  const { name, label, type = 'text', long = false } = props
  const { attributes, notes } = told(props)
  const given = { ...attributes, ...props.attributes, id: name, name }
  const value = keptValue(props, props.value)
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {notes}
      {long ? (
        <textarea rows={3} {...given}>
          {value}
        </textarea>
      ) : (
        <input type={type} value={value} {...given} />
      )}
    </div>
  )
}

export interface Option {
  value: string
  label: string
  /** What its label is written in, where that is not the language of the page. */
  lang?: string
}

/** One of a list that is long enough for a menu. */
export function ChoiceField(props: FieldProps & { options: Option[]; value?: string }) {
  const { name, label, options } = props
  const { attributes, notes } = told(props)
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {notes}
      <Menu name={name} options={options} value={keptValue(props, props.value)} {...attributes} />
    </div>
  )
}

/** One of a few, each a large target. */
export function RadioField(props: FieldProps & { options: Option[]; value?: string }) {
  const { name, label, options } = props
  const { attributes, notes } = told(props)
  const chosen = keptValue(props, props.value)
  return (
    <fieldset class="field" {...attributes}>
      <legend>{label}</legend>
      {notes}
      {options.map(({ value, label: words, lang }, index) => (
        <label class="choice">
          <input
            type="radio"
            id={index === 0 ? name : undefined}
            name={name}
            value={value}
            checked={value === chosen}
          />
          <span lang={lang}>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}

const mostHours = 24

/** How long: two menus, no typing, prefilled. `step` is the charter's quantum. */
export function TimeField(props: FieldProps & { seconds: number; step: number }) {
  const { visit, trouble, name, label, seconds, step } = props
  const { attributes, notes } = told(props)
  const kept = trouble?.form.has(`${name}Hours`) ? trouble.form.seconds(name) : seconds
  const minutes = Math.floor(kept / 60)
  const grain = Math.max(1, Math.round(step / 60))
  const steps = Array.from({ length: Math.ceil(60 / grain) }, (_, index) => index * grain)
  const hours = Array.from({ length: mostHours + 1 }, (_, index) => index)
  return (
    <fieldset class="field time">
      <legend>{label}</legend>
      {notes}
      <div class="pair">
        <Part
          {...attributes}
          id={name}
          name={`${name}Hours`}
          label={visit.say('time.hours')}
          values={hours}
          value={Math.floor(minutes / 60)}
        />
        <Part
          {...attributes}
          id={`${name}Minutes`}
          name={`${name}Minutes`}
          label={visit.say('time.minutes')}
          values={steps}
          value={minutes % 60}
        />
      </div>
    </fieldset>
  )
}

type PartProps = { id: string; name: string; label: string; values: number[]; value: number }

function Part({ id, name, label, values, value, ...attributes }: PartProps) {
  const options = values.map((one) => ({ value: String(one), label: String(one) }))
  return (
    <label for={id}>
      <Menu id={id} name={name} options={options} value={String(value)} {...attributes} />
      <span>{label}</span>
    </label>
  )
}

type MenuProps = { id?: string; name: string; options: Option[]; value: string }

function Menu({ id, name, options, value, ...attributes }: MenuProps) {
  return (
    <select id={id ?? name} name={name} {...attributes}>
      {options.map((one) => (
        <option value={one.value} selected={one.value === value}>
          {one.label}
        </option>
      ))}
    </select>
  )
}

/**
 * A form that sends to the page it stands on. What is hidden makes a second sending the same as the
 * first.
 */
export function PostForm({ hidden, action, class: kind = 'form', queue, children }: FormProps) {
  return (
    <form method="post" action={action} class={kind} data-queue={queue}>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}

interface FormProps {
  hidden: Record<string, string>
  action?: string
  class?: string
  /** What it is about: so named, it may be filled in offline and is sent later (queued.ts). */
  queue?: string | undefined
  children?: Child
}
