import type { Member } from '@commonhour/contract'
import { TextField } from '../parts/fields.tsx'
import type { Form, Trouble } from '../plumbing/form.ts'
import type { Visit } from '../plumbing/visit.ts'

/** Each has a field by its place: their words are the charter's. */
const fieldOf = (at: number) => `answer${at}`

interface QuestionsProps {
  visit: Visit
  trouble: Trouble | undefined
  questions: string[]
}

/** What the charter asks whoever would like to join. */
export function Questions({ visit, trouble, questions }: QuestionsProps) {
  return (
    <>
      {questions.map((label, at) => (
        <TextField
          {...{ visit, trouble, label }}
          name={fieldOf(at)}
          long
          hint={visit.say('join.answerHint')}
          attributes={{ maxlength: 2000 }}
        />
      ))}
    </>
  )
}

/** What was said to each, in their order; nothing where nothing was said to any. */
export function answersOf(form: Form): string[] {
  const answers: string[] = []
  while (form.has(fieldOf(answers.length))) answers.push(form.text(fieldOf(answers.length)))
  return answers.some((answer) => answer !== '') ? answers : []
}

/** What they said when they asked to join: for coordinators. */
export function Answers({ visit, member }: { visit: Visit; member: Member }) {
  const { answers = [] } = member
  if (answers.length === 0) return null
  return (
    <dl class="facts long">
      {answers.map(({ answer, question }) => (
        <div>
          <dt>{question ?? visit.say('applicants.said')}</dt>
          <dd dir="auto">{answer}</dd>
        </div>
      ))}
    </dl>
  )
}
