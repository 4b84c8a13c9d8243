import { type FaultKind, kind } from './kind.ts'

/** The caller: who asks, and for whom. */
export const caller = {
  token_is_missing: kind(401, 'never', 'Sign in, or send a Bearer token.'),
  token_is_not_valid: kind(
    401,
    'never',
    'This token is not valid here, or it has ended. Get a new one.',
  ),
  scope_is_missing: kind(
    403,
    'never',
    'This token was not given the scope this needs. Ask for it.',
  ),
  quota_is_used_up: kind(429, 'later', 'Too many requests. Wait as long as Retry-After says.'),
  code_is_wrong: kind(
    400,
    'later',
    'That code is not right. Look at the newest message, or ask for a new code.',
  ),
  code_has_expired: kind(400, 'later', 'That code has run out. Ask for a new one.'),
  sign_in_is_paused: kind(429, 'later', 'Too many tries. Wait a little, then ask for a new code.'),
  session_has_ended: kind(401, 'later', 'You are signed out. Sign in again.'),
  passkey_is_unknown: kind(
    400,
    'later',
    'This passkey is not known here. Sign in by an e-mailed code.',
  ),
  passkey_is_not_good: kind(
    400,
    'later',
    'The passkey did not answer what was asked. Try again, or sign in by an e-mailed code.',
  ),
  passkey_was_copied: kind(
    400,
    'never',
    'This passkey counts backwards, as a copy does. Sign in by a code, and remove it.',
  ),
  passkey_is_known: kind(409, 'never', 'This passkey stands here already. There is nothing to do.'),
  step_up_is_needed: kind(
    403,
    'later',
    'Prove that it is you: by your passkey, or by a new e-mailed code if you have none.',
  ),
  mail_was_not_sent: kind(502, 'later', 'The message could not be sent. Try again in a minute.'),
  actor_is_not_a_member: kind(
    403,
    'later',
    'You are not a member of this community yet. Ask to join it.',
  ),
  actor_is_not_active: kind(
    409,
    'later',
    'Your membership is not active now. Speak to a coordinator.',
  ),
  actor_is_not_a_coordinator: kind(403, 'later', 'Only a coordinator can do this. Ask one.'),
  only_a_steward_seconds: kind(403, 'later', 'Only a steward agrees to this. Ask one of them.'),
  actor_is_not_an_auditor: kind(403, 'later', 'This is for auditors. Ask one of them.'),
  decision_is_in_own_cause: kind(
    403,
    'later',
    'You take part in this yourself. Another coordinator must decide.',
  ),
  actor_may_not_act_for_them: kind(
    403,
    'later',
    'You may not act for this member now. Ask them to let you, or act for yourself.',
  ),
  delegate_may_only_see: kind(
    403,
    'later',
    'You may look for this member, not act. Ask them to do it, or to let you do more.',
  ),
  delegate_may_only_prepare: kind(
    403,
    'later',
    'You may prepare this for the member; they say yes to it themselves. Ask them to.',
  ),
  actor_is_not_a_steward: kind(
    403,
    'later',
    'Only stewards say whom they live with. There is nothing for you to declare.',
  ),
  only_themselves_may_do_this: kind(
    403,
    'never',
    'Nobody may do this for another. Ask the member to do it themselves.',
  ),
} as const satisfies Record<string, FaultKind>
