/**
 * `/_mock`: what the mock holds, and the hands of its clock. For people and tests at this machine;
 * it asks for no password.
 * @module
 */
import type { Hono } from 'hono'
import { problem } from '../http/problem.ts'
import type { Env } from '../http/request.ts'
import { pageRoutes } from '../page/page.ts'
import { capsuleRoutes } from './capsule.ts'
import { clockRoutes } from './clock.ts'
import { coverageRoutes } from './coverage.ts'
import { controlEntryRoutes } from './entries.ts'
import { faultRoutes } from './faults.ts'
import { flightRoutes } from './flights.ts'
import { journalRoutes } from './journal.ts'
import { scenarioRoutes } from './scenarios.ts'
import { settingRoutes } from './settings.ts'
import { worldRoutes } from './worlds.ts'

export function controlRoutes(app: Hono<Env>): void {
  app.use('/_mock/*', async (context, next) => {
    // Any page in the developer's browser can reach a loopback port; none of them may turn hands.
    if (context.req.header('Sec-Fetch-Site') === 'cross-site') {
      return problem('cross_site', 'the mock is moved from its own pages and from tools')
    }
    return next()
  })
  capsuleRoutes(app)
  clockRoutes(app)
  controlEntryRoutes(app)
  coverageRoutes(app)
  faultRoutes(app)
  flightRoutes(app)
  journalRoutes(app)
  scenarioRoutes(app)
  settingRoutes(app)
  worldRoutes(app)
  pageRoutes(app)
}
