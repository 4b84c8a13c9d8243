/**
 * The members in whose cause whoever is linked to some members decides nothing, as a JSON array:
 * these, whoever let one of them act for them, and whom they live with, whichever of the two said
 * so (product.md, own-cause). Ended delegations no longer count. What judges an act and what asks
 * beforehand who is free to do it both read this.
 * @param linked a query of the members that one person stands behind
 */
export function ownCauseOf(linked: string): string {
  return `(WITH linked (member) AS (${linked})
    SELECT json_group_array(member) FROM (
      SELECT member FROM linked
      UNION SELECT d.member FROM delegation_state d JOIN linked l ON l.member = d.delegate
        WHERE d.state = 'accepted' AND d.until > (SELECT at FROM next_leaf)
      UNION SELECT h.other FROM home h JOIN linked l ON l.member = h.member))`
}

/**
 * A member, and who shares a person with them: couples, and organisations they speak for.
 * @param member SQL of the member's id
 */
export function linkedTo(member: string): string {
  return `SELECT ${member} UNION SELECT other.member FROM member_person mine
    JOIN member_person other ON other.person = mine.person WHERE mine.member = ${member}`
}
