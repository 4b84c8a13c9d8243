import { isRefusal } from '@commonhour/client'
import type { Home } from '@commonhour/contract'
import { codeOf } from '../messages.ts'
import { categoryName } from '../needs/ask.tsx'
import { ChoiceField, PostForm, TextField } from '../parts/fields.tsx'
import { type Form, keptId, missing, type Trouble } from '../plumbing/form.ts'
import { type Mount, memberPage, nothingMore, type Sent } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** Offer help: what I like to do, in my own words. */
export function mountOffer(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/offer',
    read: nothingMore,
    show: (visit, home, _, trouble) => ({
      title: visit.say('offer.title'),
      here: 'needs',
      body: <OfferPage visit={visit} home={home} trouble={trouble} />,
    }),
    send: publish,
  })
}

interface OfferPageProps {
  visit: Visit
  home: Home
  trouble: Trouble | undefined
}

function OfferPage({ visit, home, trouble }: OfferPageProps) {
  const { say } = visit
  const categories = home.charter.categories.map(({ id }) => ({
    value: id,
    label: categoryName({ visit, home }, id),
  }))
  const given = { visit, trouble }
  return (
    <PostForm hidden={{ id: keptId(trouble, 'id', visit.newId), area: home.member.area ?? '' }}>
      <ChoiceField {...given} name="category" label={say('offer.category')} options={categories} />
      <TextField
        {...given}
        name="title"
        label={say('offer.what')}
        hint={say('offer.whatHint')}
        attributes={{ maxlength: 120 }}
      />
      <TextField
        {...given}
        name="text"
        long
        label={say('ask.text')}
        hint={say('offer.textHint')}
        attributes={{ maxlength: 2000 }}
      />
      <p class="note">{say('ask.whoSees', { n: home.community.members })}</p>
      <button class="button" type="submit">
        {say('offer.send')}
      </button>
    </PostForm>
  )
}

async function publish(visit: Visit, form: Form): Promise<Sent> {
  const { client, community } = visit
  const id = form.text('id')
  if (form.text('title') === '') return missing('title')
  const body = {
    id,
    title: form.text('title'),
    text: form.text('text'),
    category: form.text('category'),
    area: form.orNull('area'),
    language: codeOf(visit.language),
  }
  const sent = await client.publishOffer({ community }, { body })
  if (isRefusal(sent) && sent.fault !== 'id_is_taken') return sent
  return { go: `${visit.to('offers', id)}?done=published` }
}
