/**
 * The HTTP application: routes behind one guard, and one door for everything that goes wrong.
 * @module
 */
import { OpenAPIHono } from '@hono/zod-openapi'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import type { MiddlewareHandler } from 'hono'
import type { Log } from '../gateway/deps.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { OwnChecks } from '../gateway/health.ts'
import type { Limits } from '../limits.ts'
import { authenticate } from './auth.ts'
import type { Env } from './auth.ts'
import { mountBatches } from './batches.ts'
import { mountBills } from './bills.ts'
import { mountDeliveries } from './deliveries.ts'
import { mountDiscrepancies } from './discrepancy.ts'
import { mountDocs } from './docs.ts'
import { mountEntries } from './entries.ts'
import { errorDoor, Refusal } from './errors.ts'
import type { Shown } from './errors.ts'
import { mountFiling } from './filing.ts'
import { mountKeys } from './keys.ts'
import { mountHouse } from './house.ts'
import { admit, limit } from './limit.ts'
import { doorkeeper } from './logins.ts'
import type { AddressOf, Doorkeeper } from './logins.ts'
import { mountMetrics } from './metrics.ts'
import { idOf, observe } from './observe.ts'
import { mountOperations } from './operations.ts'
import { mountPapers } from './papers.ts'
import { mountPlan } from './plan.ts'
import { mountProfile } from './profile.ts'
import { mountQuarantine } from './quarantine.ts'
import { mountQuote } from './quote.ts'
import { mountReturned } from './returned.ts'
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
  /** The pages, if there are to be any. */
  readonly desk?: Desk
}

/** What is mounted beside the API, with its own way to know who asks. */
export type Desk = {
  readonly isPage: (pathname: string) => boolean
  /** What a person sends by hand: a click is no load, and is not turned away for that of others. */
  readonly isByHand: (pathname: string) => boolean
  readonly seat: (gateway: Gateway) => MiddlewareHandler<Env>
  readonly show: Shown
  readonly mount: (app: App, gateway: Gateway, doorkeeper: Doorkeeper | undefined) => void
}

export function createApp(gateway: Gateway, log: Log, options: AppOptions = {}): App {
  const { openMetrics = false, limits, millis = () => performance.now(), desk } = options
  const app: App = new OpenAPIHono<Env>()
  app.onError(errorDoor(log, gateway.meters, desk?.show))
  app.notFound(() => {
    throw new Refusal(404, 'route_not_found', 'There is nothing at this address; see /docs.')
  })
  app.use('*', requestId({ limitLength: 64, generator: idOf }))
  app.use('*', observe(gateway, log, millis))
  app.use('*', function secured(c, next) {
    const { pathname } = new URL(c.req.url)
    return (desk?.isPage(pathname) ? pageHeaders : headers)(c, next)
  })
  app.use('*', async function simulated(c, next) {
    await next()
    c.res.headers.set('X-Simulated', 'gate321')
  })
  if (limits) app.use('*', admit(limits, millis, options.lag, desk?.isByHand))
  const guard =
    limits && options.addressOf && doorkeeper(limits.failedLogins, options.addressOf, millis)
  const isPage = desk?.isPage ?? ((pathname: string) => pathname === '/')
  const isOpen = (pathname: string) => (openMetrics && pathname === '/metrics') || isPage(pathname)
  app.use('*', authenticate(gateway, isOpen, guard))
  if (desk) app.use('*', desk.seat(gateway))
  if (limits) app.use('*', limit(limits, millis))

  mountEntries(app, gateway)
  mountPapers(app, gateway)
  mountFiling(app, gateway)
  mountDiscrepancies(app, gateway)
  mountBills(app, gateway)
  mountBatches(app, gateway)
  mountReturned(app, gateway)
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
  mountHouse(app, gateway)
  mountOperations(app, gateway, options.ownChecks)
  mountMetrics(app, gateway, openMetrics)
  mountDocs(app, desk === undefined)
  desk?.mount(app, gateway, guard)
  refuseOtherMethods(app)
  return app
}

const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

const careful = { contentSecurityPolicy: policy, strictTransportSecurity: false }
const headers = secureHeaders(careful)
// With no-referrer a browser sends a form of our own without its origin, and it would be refused.
const pageHeaders = secureHeaders({ ...careful, referrerPolicy: 'same-origin' })
