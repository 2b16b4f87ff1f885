/**
 * The desk: every page and its forms, on the application that also serves the API.
 * @module
 */
import type { Gateway } from '../gateway/gateway.ts'
import type { AppOptions } from '../http/app.ts'
import { Refusal } from '../http/errors.ts'
import type { App } from '../http/route.ts'
import { mediaTypeOf, own } from './assets.ts'
import type { Packaged } from './assets.ts'
import { mountEntriesList } from './entries/entries.ts'
import { mountEntry } from './entry/entry.ts'
import { mountBillPages } from './bills/bills.ts'
import { mountDiscrepancies } from './discrepancies/discrepancies.ts'
import { mountBatchDesk } from './batches/batches.ts'
import { mountLive } from './live.ts'
import type { Desks } from './page.ts'
import { isAsset, isByHand, isDesk } from './place.ts'
import { seat } from './seat.ts'
import { mountShipment } from './shipment/shipment.ts'
import { mountSettings } from './settings/settings.ts'
import { mountSigning, refusalPage, signInPage } from './signing.ts'
import type { Signing } from './signing.ts'
import { mountToday } from './today/today.ts'

export type DeskOptions = Signing & {
  /** Files of packages; unset where the platform serves `/assets/` itself (Workers). */
  readonly packaged?: Packaged | undefined
  /** Where the simulated CBP shows itself, if it has an address. */
  readonly mockUrl?: string | undefined
}

function mountDesk(app: App, gateway: Gateway, options: DeskOptions): void {
  const { packaged = () => undefined, mockUrl } = options
  app.get('/assets/:name', (c) => {
    c.set('route', '/assets/{name}')
    const name = c.req.param('name')
    const text = Object.hasOwn(own, name) ? own[name] : packaged(name)
    if (text === undefined) throw new Refusal(404, 'route_not_found', 'There is no such file.')
    return c.body(text, 200, {
      'Content-Type': mediaTypeOf(name),
      'Cache-Control': 'public, max-age=300',
    })
  })
  const desks: Desks = { app, gateway, mockUrl }
  mountSigning(app, gateway, options)
  mountLive(desks)
  mountDiscrepancies(desks)
  mountBillPages(desks)
  mountShipment(desks)
  mountToday(desks)
  mountEntriesList(desks)
  mountEntry(desks)
  mountBatchDesk(desks)
  mountSettings(desks)
}

/** Everything that an application needs to have the desk. */
export const createDesk = (options: DeskOptions): NonNullable<AppOptions['desk']> => ({
  isPage: (pathname) => isDesk(pathname) || isAsset(pathname),
  isByHand,
  seat: (gateway) => seat(gateway, async (c) => c.html(await signInPage('/', options))),
  show: (c, refusal) => {
    const { pathname } = new URL(c.req.url)
    const looks = c.req.header('Accept')?.includes('text/html') && isDesk(pathname)
    if (!looks) return undefined
    return refusalPage(c, refusal, options).then((page) =>
      c.html(page, refusal.status, refusal.headers),
    )
  },
  mount: (app, gateway, doorkeeper) => mountDesk(app, gateway, { ...options, doorkeeper }),
})
