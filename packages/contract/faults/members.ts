import { type FaultKind, kind } from './kind.ts'

/** The thing: what is asked for at all, members, and what is between them. */
export const members = {
  not_found: kind(404, 'never', 'There is nothing here that you may see. Check the address.'),
  community_is_unknown: kind(
    404,
    'never',
    'There is no community of this name here. Check its name.',
  ),
  id_is_taken: kind(409, 'never', 'Something else has this id already. Make a new id.'),
  joining_is_closed: kind(
    409,
    'later',
    'This community takes no new members now. Ring its help line.',
  ),
  terms_are_not_current: kind(409, 'later', 'The terms have changed. Read them again, then join.'),
  person_has_joined_already: kind(
    409,
    'never',
    'You have joined or applied already. There is nothing more to do.',
  ),
  member_is_not_an_applicant: kind(
    409,
    'never',
    'This member is not waiting to be admitted. Look at their page.',
  ),
  member_is_not_active: kind(
    409,
    'later',
    'This member is not active now. A coordinator can tell you more.',
  ),
  member_is_blocked: kind(
    409,
    'later',
    'You asked for no contact with this member. Lift that first, under Me.',
  ),
  delegation_is_not_offered: kind(
    409,
    'never',
    'This was answered already, or taken back. Look at it again.',
  ),
  delegation_has_ended: kind(409, 'never', 'This has ended already. A new one may be offered.'),
  member_is_not_shared: kind(
    409,
    'never',
    'Only a household or an organisation has people who share it. Let someone act for you instead.',
  ),
  only_people_are_linked: kind(
    409,
    'later',
    'Only a person with an e-mail here can be asked. Choose someone else, or ring a coordinator.',
  ),
  link_stands_already: kind(
    409,
    'later',
    'This person was asked already, or shares it by now. Look at the list again.',
  ),
  link_is_not_asked: kind(
    409,
    'never',
    'This was answered already, or taken back. Look at the list again.',
  ),
  link_has_ended: kind(409, 'never', 'This has ended already. A new one may be asked for.'),
  person_is_the_last: kind(
    409,
    'later',
    'Someone must stay to act for it. Ask another person first, or let it leave the community.',
  ),
  slips_have_bad_lines: kind(
    422,
    'later',
    'Some lines cannot be booked, so none was. Mend or leave out the ones named.',
  ),
  slips_are_reversed_already: kind(
    409,
    'never',
    'These slips were taken back already. There is nothing more to do.',
  ),
  slips_are_too_old: kind(
    409,
    'never',
    'Slips are undone together for 30 days. Undo the exchanges one by one now.',
  ),
  check_has_run_out: kind(
    409,
    'never',
    'This check has run out already. Note one that still counts.',
  ),
  concern_is_resolved_already: kind(
    409,
    'never',
    'This concern was answered already. Read what was done.',
  ),
} as const satisfies Record<string, FaultKind>
