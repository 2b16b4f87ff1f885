/**
 * The HTTP application: routes behind one guard, and one door for everything that goes wrong.
 * @module
 */
import { OpenAPIHono } from '@hono/zod-openapi'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import type { Log } from '../gateway/deps.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { OwnChecks } from '../gateway/health.ts'
import type { Limits } from '../limits.ts'
import { authenticate } from './auth.ts'
import type { Env } from './auth.ts'
import { mountDeliveries } from './deliveries.ts'
import { mountDocs } from './docs.ts'
import { mountEntries } from './entries.ts'
import { errorDoor, Refusal } from './errors.ts'
import { mountFiling } from './filing.ts'
import { mountKeys } from './keys.ts'
import { admit, limit } from './limit.ts'
import { doorkeeper } from './logins.ts'
import type { AddressOf } from './logins.ts'
import { mountMetrics } from './metrics.ts'
import { idOf, observe } from './observe.ts'
import { mountOperations } from './operations.ts'
import { mountPlan } from './plan.ts'
import { mountProfile } from './profile.ts'
import { mountQuarantine } from './quarantine.ts'
import { mountQuote } from './quote.ts'
import { refuseOtherMethods } from './route.ts'
import type { App } from './route.ts'
import { mountRules } from './rules.ts'
import { mountStops } from './stops.ts'
import { mountStream } from './stream.ts'
import { mountSending } from './sending.ts'
import { mountTariff } from './tariff.ts'
import { mountWebhooks } from './webhooks.ts'
import { mountTransmissions } from './transmissions.ts'

export type AppOptions = {
  /** `/metrics` without a key: only where nobody but this machine can ask. */
  readonly openMetrics?: boolean
  /** Unset: callers may ask as much as they like. */
  readonly limits?: Limits | undefined
  /** Where a request comes from; unset, wrong keys are not counted by address. */
  readonly addressOf?: AddressOf
  /** How late the event loop is, in milliseconds. */
  readonly lag?: () => number
  /** A clock that only goes forward, in milliseconds. */
  readonly millis?: () => number
  /** What the runtime knows of its own health. */
  readonly ownChecks?: OwnChecks
}

export function createApp(gateway: Gateway, log: Log, options: AppOptions = {}): App {
  const { openMetrics = false, limits, millis = () => performance.now() } = options
  const app: App = new OpenAPIHono<Env>()
  app.onError(errorDoor(log, gateway.meters))
  app.notFound(() => {
    throw new Refusal(404, 'route_not_found', 'There is nothing at this address; see /docs.')
  })
  app.use('*', requestId({ limitLength: 64, generator: idOf }))
  app.use('*', observe(gateway, log, millis))
  app.use('*', secureHeaders({ contentSecurityPolicy: policy, strictTransportSecurity: false }))
  app.use('*', async function simulated(c, next) {
    await next()
    c.res.headers.set('X-Simulated', 'gate321')
  })
  if (limits) app.use('*', admit(limits, millis, options.lag))
  const guard =
    limits && options.addressOf && doorkeeper(limits.failedLogins, options.addressOf, millis)
  app.use('*', authenticate(gateway, openMetrics ? ['/metrics'] : [], guard))
  if (limits) app.use('*', limit(limits, millis))

  mountEntries(app, gateway)
  mountFiling(app, gateway)
  mountKeys(app, gateway)
  mountTariff(app, gateway)
  mountSending(app, gateway)
  mountRules(app, gateway)
  mountProfile(app, gateway)
  mountPlan(app, gateway)
  mountQuote(app, gateway)
  mountWebhooks(app, gateway)
  mountDeliveries(app, gateway)
  mountStream(app, gateway)
  mountStops(app, gateway)
  mountQuarantine(app, gateway)
  mountTransmissions(app, gateway)
  mountOperations(app, gateway, options.ownChecks)
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
