/**
 * Every refusal of the mock as problem+json (RFC 9457), one row a code.
 * @module
 */

const problems = {
  auth_invalid: [401, 'Filer code or password refused'],
  cross_site: [403, 'Not from another site'],
  path_unknown: [404, 'No such address'],
  message_unknown: [404, 'Message not known'],
  entry_unknown: [404, 'Entry not on file'],
  method_not_allowed: [405, 'Method not allowed'],
  message_id_reused: [409, 'Message id used before with other bytes'],
  message_id: [400, 'Message-Id missing or malformed'],
  unreadable: [400, 'Document cannot be read'],
  scenario_unknown: [422, 'No such scenario'],
  fault_unknown: [422, 'No such fault'],
  world_invalid: [422, 'Not the name of a world'],
  world_unknown: [404, 'No such world or snapshot'],
  rules_invalid: [422, 'Rules refused; nothing was changed'],
  settings_invalid: [422, 'Settings refused; nothing was changed'],
  command_invalid: [422, 'Not a command of this kind'],
  command_refused: [409, 'Not possible as things stand'],
  capsule_incomplete: [409, 'The journal does not begin with the world'],
  limit: [400, 'Limit out of range'],
  too_large: [413, 'Body too large'],
  media_type: [415, 'Content-Type not taken'],
  clock_backwards: [422, 'The clock does not go back'],
  clock_invalid: [422, 'Not a move of the clock'],
  busy: [503, 'Busy; nothing was done'],
  internal: [500, 'A mistake of the mock'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

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
