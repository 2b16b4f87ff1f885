/**
 * `/v1/sending`: whether this database may send, and the reconciliation of one that may not.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Gateway } from '../gateway/gateway.ts'
import { readJsonBody } from './body.ts'
import { invalid } from './errors.ts'
import { json, mount } from './route.ts'
import { shape } from './shape.ts'
import type { App } from './route.ts'

const state = z.enum(['open', 'paused'])
const step = z.string().nullable().openapi({ description: 'What the next call goes on with' })

const beyond = z
  .strictObject({
    filer: z.string(),
    entryNumber: z.string(),
    messageId: z.string().nullable(),
    bills: z.array(z.string()),
    foundAt: z.string(),
    why: z.enum(['not_in_record', 'sent_later', 'on_file', 'not_on_file']).openapi({
      description:
        'not_in_record: CBP has the entry, this database does not. sent_later: CBP has a later message for it. on_file: rejected here, on file there. not_on_file: accepted here, unknown there.',
    }),
  })
  .openapi('Beyond')

const sending = z
  .strictObject({
    state,
    epoch: z.int().openapi({ description: 'Part of every message id; raised with each restore' }),
    since: z.string().nullable(),
    why: z.string().nullable(),
    step,
    beyond: z.array(beyond),
  })
  .openapi('Sending')

const reconciled = z
  .strictObject({
    state,
    step,
    asked: z.int(),
    recorded: z.int().openapi({ description: 'What CBP knew and this database did not' }),
    stuck: z.string().nullable().openapi({ description: 'Why CBP could not be asked' }),
  })
  .openapi('Reconciled')

/** So many take a few seconds, and one invocation at the edge has as many to ask. */
const usual = 40

const cap = 1024

const asked = z
  .strictObject({
    questions: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .openapi({
        description: `How many to ask CBP in this call; ${usual} when it is left out`,
      }),
  })
  .openapi('Reconciliation')

export function mountSending(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/sending',
      summary: 'Whether this database may send',
      responses: { 200: json(sending, 'How it stands') },
    }),
    'ops',
    async (c) => {
      const { epoch, pausedAt, why, step, beyond } = await gateway.sending()
      return c.json({
        state: pausedAt === null ? 'open' : 'paused',
        ...{ epoch, since: pausedAt, why, step },
        beyond: beyond.map(({ messageId, bills, ...rest }) => ({
          ...rest,
          messageId: messageId || null,
          bills: bills.split(' ').filter(Boolean),
        })),
      })
    },
  )

  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/sending/reconcile',
      summary: 'Ask CBP for what an older database does not know; again until it is open',
      request: { body: json(asked, 'How much to ask') },
      responses: { 200: json(reconciled, 'How far it came') },
    }),
    'ops',
    async (c) => {
      const body = await readJsonBody(c, cap)
      const { draft, problems } = shape<z.infer<typeof asked>>(asked, body)
      if (problems.length > 0) throw invalid('reconciliation_invalid', problems)
      return c.json(await gateway.reconcile(draft.questions ?? usual))
    },
  )
}
