/**
 * The HTTP application: routes behind one guard, and one door for everything that goes wrong.
 * @module
 */
import { OpenAPIHono } from '@hono/zod-openapi'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import type { Log } from '../gateway/deps.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { authenticate } from './auth.ts'
import type { Env } from './auth.ts'
import { mountDocs } from './docs.ts'
import { mountEntries } from './entries.ts'
import { errorDoor, Refusal } from './errors.ts'
import { mountFiling } from './filing.ts'
import { mountKeys } from './keys.ts'
import { mountMetrics } from './metrics.ts'
import { mountOperations } from './operations.ts'
import { mountPlan } from './plan.ts'
import { mountProfile } from './profile.ts'
import { mountQuarantine } from './quarantine.ts'
import { mountQuote } from './quote.ts'
import { refuseOtherMethods } from './route.ts'
import type { App } from './route.ts'
import { mountRules } from './rules.ts'
import { mountTariff } from './tariff.ts'
import { mountTransmissions } from './transmissions.ts'

export type AppOptions = {
  /** `/metrics` without a key: only where nobody but this machine can ask. */
  readonly openMetrics?: boolean
}

export function createApp(
  gateway: Gateway,
  log: Log,
  { openMetrics = false }: AppOptions = {},
): App {
  const app: App = new OpenAPIHono<Env>()
  app.onError(errorDoor(log))
  app.notFound(() => {
    throw new Refusal(404, 'route_not_found', 'There is nothing at this address; see /docs.')
  })
  app.use('*', requestId({ limitLength: 64 }))
  app.use('*', secureHeaders({ contentSecurityPolicy: policy, strictTransportSecurity: false }))
  app.use('*', async function simulated(c, next) {
    await next()
    c.res.headers.set('X-Simulated', 'gate321')
  })
  app.use('*', authenticate(gateway, openMetrics ? ['/metrics'] : []))

  mountEntries(app, gateway)
  mountFiling(app, gateway)
  mountKeys(app, gateway)
  mountTariff(app, gateway)
  mountRules(app, gateway)
  mountProfile(app, gateway)
  mountPlan(app, gateway)
  mountQuote(app, gateway)
  mountQuarantine(app, gateway)
  mountTransmissions(app, gateway)
  mountOperations(app, gateway)
  mountMetrics(app, gateway, openMetrics)
  mountDocs(app)
  refuseOtherMethods(app)
  return app
}

const policy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}
