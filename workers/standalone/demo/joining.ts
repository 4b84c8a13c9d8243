import { isRefusal } from '@commonhour/client'
import type { DemoMember } from './people.ts'
import type { Acting, Seeder } from './seeder.ts'

/** Finds or makes the person of an e-mail on the host. */
export type PersonOf = (email: string) => Promise<string>

/**
 * Someone joins: by an application that the coordinator admits two days later, or, with no e-mail,
 * entered by the coordinator.
 */
export async function join(
  seeder: Seeder,
  rosa: Acting,
  who: DemoMember,
  personOf: PersonOf,
): Promise<Acting> {
  const { chance, community } = seeder
  const id = chance.id(seeder.now())
  const email = who.mail === null ? null : `${who.mail}@riverside.example`
  const person = email === null ? rosa.person : await personOf(email)
  const applied = await seeder.as(person).applyToJoin(
    { community },
    {
      body: {
        id,
        kind: who.kind,
        name: who.name,
        area: who.area,
        languages: who.language === 'en' ? ['en'] : [who.language, 'en'],
        contact: {
          phone: `01 555 ${1000 + chance.below(9000)}`,
          ...(email !== null && { email }),
        },
        termsVersion: 1,
        admit: email === null,
      },
    },
  )
  if (isRefusal(applied)) throw new Error(`${who.name} could not apply: ${applied.fault}`)
  if (email === null) return acting(who, rosa.person, id, applied.account, null)
  seeder.until(seeder.now() + 2 * 86_400_000)
  const admitted = await seeder.as(rosa.person).admitMember({ community, member: id })
  if (isRefusal(admitted)) throw new Error(`${who.name} was not admitted: ${admitted.fault}`)
  return acting(who, person, id, admitted.account, email)
}

/** Someone who has asked to join and waits. */
export async function apply(seeder: Seeder, name: string, personOf: PersonOf): Promise<void> {
  const person = await personOf('salma@riverside.example')
  const body = {
    id: seeder.chance.id(seeder.now()),
    name,
    area: 'south-bank',
    languages: ['ar', 'fr'],
    termsVersion: 1,
    answers: ['From my neighbour Ana.', 'Evenings, and Saturdays.'],
  }
  const applied = await seeder.as(person).applyToJoin({ community: seeder.community }, { body })
  if (isRefusal(applied)) throw new Error(`${name} could not apply: ${applied.fault}`)
}

function acting(
  { name }: DemoMember,
  person: string,
  member: string,
  account: string | null,
  email: string | null,
): Acting {
  if (account === null) throw new Error(`${name} has no account`)
  return { name, person, member, account, email }
}
