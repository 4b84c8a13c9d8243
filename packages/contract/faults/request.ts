import { type FaultKind, kind } from './kind.ts'

/** The shape of the request. */
export const request = {
  request_is_malformed: kind(
    400,
    'never',
    'Some fields are not right. Mend the ones named and send it again.',
  ),
  body_is_not_json: kind(415, 'never', 'Send the body as application/json.'),
  body_is_too_large: kind(413, 'never', 'The request is larger than 64 kB. Send less at once.'),
  method_is_not_allowed: kind(405, 'never', 'This address does not take that method. See /docs.'),
  idempotency_key_is_missing: kind(400, 'never', 'Send an Idempotency-Key header holding a UUID.'),
  idempotency_key_was_used_otherwise: kind(
    422,
    'never',
    'This Idempotency-Key belongs to another request. Make a new key.',
  ),
} as const satisfies Record<string, FaultKind>
