import type { Place, Someone } from '../support/place.ts'

// Steps of a member that no operation takes yet, as the books hold them.

const leaf = '(SELECT seq FROM next_leaf), (SELECT at FROM next_leaf)'

/** A member pauses, is suspended, leaves or comes back, by a steward's step. */
export async function becomes(place: Place, who: Someone, state: string): Promise<void> {
  await place.books.client.execute({
    sql: `INSERT INTO member_step (seq, at, member, step, state, actor)
      SELECT ${leaf}, id, version, ?, ? FROM member WHERE id = ?`,
    args: [state, `member:${place.rosa.member}`, who.member],
  })
}

/** A member is given an office beside the founder's. */
export async function appointed(place: Place, who: Someone, office: string): Promise<void> {
  await place.books.client.execute({
    sql: `INSERT INTO stewardship (seq, at, member, office, act, actor)
      VALUES (${leaf}, ?, ?, 'appointed', ?)`,
    args: [who.member, office, `member:${place.rosa.member}`],
  })
}
