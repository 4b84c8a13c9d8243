import { isRefusal } from '@commonhour/client'
import { codeOf, languages, spokenOf } from '../messages.ts'
import { PostForm, RadioField } from '../parts/fields.tsx'
import { Form, missing, type Trouble } from '../plumbing/form.ts'
import { languageCookie } from '../plumbing/language.ts'
import { type Mount, memberPage, nothingMore, redirect, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'
import { insideOf } from '../sessions/cookies.ts'

/** What a member reads in, kept in the books; and what this browser does, before one signs in. */
export function mountLanguage(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/me/language',
    read: nothingMore,
    show: (visit, _, __, trouble) => ({
      title: visit.say('language.title'),
      here: 'me',
      body: <LanguagePage visit={visit} trouble={trouble} />,
    }),
    send: speak,
  })
  mount.app.post('/sign-in/language', async (c) => {
    const { env } = mount.visit(c)
    const form = new Form(await c.req.formData())
    const language = spokenOf([form.text('language')])
    const cookie = language && { 'set-cookie': languageCookie(env, language) }
    return redirect(insideOf(form.text('to')), cookie)
  })
}

function LanguagePage({ visit, trouble }: { visit: Visit; trouble: Trouble | undefined }) {
  const { language, say } = visit
  const options = languages.map((one) => ({ value: codeOf(one), label: one.name, lang: one.tag }))
  return (
    <PostForm hidden={{}}>
      <p class="lead">{say('language.lead')}</p>
      <RadioField
        visit={visit}
        trouble={trouble}
        name="language"
        label={say('language.label')}
        options={options}
        value={codeOf(language)}
      />
      <button class="button" type="submit">
        {say('language.send')}
      </button>
    </PostForm>
  )
}

/** The language chosen comes first; what else they speak stays. */
async function speak({ client, community, env, to }: Visit, form: Form): Promise<Sent> {
  const language = spokenOf([form.text('language')])
  if (language === undefined) return missing('language')
  const me = await client.readMe({ community })
  if (isRefusal(me)) return me
  const code = codeOf(language)
  const chosen = [code, ...me.member.languages.filter((one) => spokenOf([one]) !== language)]
  const body = { languages: chosen.slice(0, mostLanguages) }
  const sent = await client.chooseLanguages({ community }, { body })
  if (isRefusal(sent)) return sent
  return redirect(to('me'), { 'set-cookie': languageCookie(env, language) })
}

const mostLanguages = 8
