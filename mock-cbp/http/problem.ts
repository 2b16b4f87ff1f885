/**
 * Every refusal of the mock as problem+json (RFC 9457), one row a code.
 * @module
 */

/** The third column: how a client of `/ace` comes by it, where one can by a mistake of its own. */
const problems = {
  auth_invalid: [401, 'Filer code or password refused', 'a wrong password'],
  cross_site: [403, 'Not from another site'],
  host_unknown: [421, 'Called by a name that is not its own'],
  path_unknown: [404, 'No such address', 'GET /ace/elsewhere'],
  message_unknown: [404, 'Message not known', 'GET /ace/transmissions/NEVER-SENT'],
  entry_unknown: [404, 'Entry not on file', 'GET /ace/entries/ZZ9-9999999-1'],
  method_not_allowed: [405, 'Method not allowed', 'DELETE /ace/mailbox'],
  message_id_reused: [409, 'Message id used before with other bytes', 'two transmissions under one Message-Id'], // prettier-ignore
  message_id: [400, 'Message-Id missing or malformed', 'POST without Message-Id'],
  unreadable: [400, 'Document cannot be read', 'half a document'],
  scenario_unknown: [422, 'No such scenario'],
  fault_unknown: [422, 'No such fault'],
  world_invalid: [422, 'Not the name of a world'],
  world_unknown: [404, 'No such world or snapshot'],
  rules_invalid: [422, 'Rules refused; nothing was changed'],
  settings_invalid: [422, 'Settings refused; nothing was changed'],
  command_invalid: [422, 'Not a command of this kind'],
  command_refused: [409, 'Not possible as things stand'],
  capsule_incomplete: [409, 'The journal does not begin with the world'],
  limit: [400, 'Limit out of range', 'GET /ace/mailbox?limit=0'],
  too_large: [413, 'Body too large', 'a body above 16 MiB'],
  media_type: [415, 'Content-Type not taken', 'POST with another Content-Type'],
  format_unknown: [422, 'No such format'],
  clock_backwards: [422, 'The clock does not go back'],
  clock_invalid: [422, 'Not a move of the clock'],
  busy: [503, 'Busy; nothing was done'],
  internal: [500, 'A mistake of the mock'],
} as const satisfies Record<string, readonly [status: number, title: string, atAce?: string]>

export type ProblemCode = keyof typeof problems

export const aceRefusals = Object.entries<readonly [number, string, string?]>(problems).flatMap(
  ([code, [status, title, provoke]]) =>
    provoke === undefined ? [] : [{ code, status, title, provoke }],
)

export function problem(
  code: ProblemCode,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const [status, title] = problems[code]
  const type = `urn:gate321:mock-cbp:${code}`
  return new Response(JSON.stringify({ type, title, status, code, detail }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })
}
