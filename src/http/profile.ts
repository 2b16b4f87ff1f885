/**
 * `/v1/profile`: what a filer sets for itself: its policy, the severity of each check, its fees.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import { checkIds } from '../domain/checks/severity.ts'
import { isAmount, parseAmount, printAmount } from '../domain/money.ts'
import { problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Profile } from '../gateway/profile.ts'
import { entryCap, readJsonBody } from './body.ts'
import { invalid } from './errors.ts'
import { json, mount } from './route.ts'
import type { App } from './route.ts'
import { shape } from './shape.ts'

const severity = z.enum(['error', 'advice', 'off'])
export const entryTypes = ['86', '11', '01'] as const

const profileSchema = z
  .strictObject({
    policy: z.enum(['inherit', 'statutory', 'enforced']).openapi({
      description: 'The stricter of this and the installation acts',
      example: 'inherit',
    }),
    severities: z
      .strictObject(Object.fromEntries(checkIds.map((id) => [id, severity.optional()])))
      .openapi({ description: 'What each check does when it finds something' }),
    filingFee: z
      .strictObject({
        '86': z.string().optional(),
        '11': z.string().optional(),
        '01': z.string().optional(),
      })
      .openapi({
        description: 'Your own fee by entry type, US dollars',
        example: { '11': '2.50' },
      }),
  })
  .openapi('Profile')

type Sent = {
  readonly policy?: Profile['policy']
  readonly severities?: Profile['severities']
  readonly filingFee?: Readonly<Partial<Record<'86' | '11' | '01', string>>>
}

const shown = ({ policy, severities, filingFeeCents }: Profile) => ({
  policy,
  severities,
  filingFee: Object.fromEntries(
    Object.entries(filingFeeCents).map(([type, cents]) => [type, printAmount(cents)]),
  ),
})

export function mountProfile(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/profile',
      summary: "Your filer's profile",
      responses: { 200: json(profileSchema, 'The profile') },
    }),
    'entries:read',
    async (c) => c.json(shown(await gateway.profile.read(c.get('caller').filer))),
  )

  mount(
    app,
    createRoute({
      method: 'put',
      path: '/v1/profile',
      summary: "Set your filer's profile",
      request: { body: json(profileSchema, 'The whole profile') },
      responses: { 200: json(profileSchema, 'The profile as it is now') },
    }),
    'keys',
    async (c) => {
      const body = await readJsonBody(c, entryCap)
      const { draft, problems } = shape<Sent>(profileSchema, body)
      const fees = feesOf(draft.filingFee ?? {})
      const found = [...problems, ...fees.problems]
      if (found.length > 0) throw invalid('profile_invalid', found)
      const { policy = 'inherit', severities = {} } = draft
      const profile: Profile = { policy, severities, filingFeeCents: fees.cents }
      await gateway.profile.write(c.get('caller').filer, profile)
      return c.json(shown(profile))
    },
  )
}

export function feesOf(sent: NonNullable<Sent['filingFee']>) {
  const problems: Problem[] = []
  const cents: Partial<Record<'86' | '11' | '01', number>> = {}
  for (const type of entryTypes) {
    const text = sent[type]
    if (text === undefined) continue
    // A filing may be free; a shipment never is worth nothing.
    const amount = /^0(\.0{1,2})?$/.test(text) ? 0 : parseAmount(text)
    if (isAmount(amount)) cents[type] = amount
    else problems.push(problem(amount, `/filingFee/${type}`, { found: text }))
  }
  return { problems, cents }
}
