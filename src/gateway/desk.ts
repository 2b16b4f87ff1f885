/**
 * What the desk's pages read beyond the API.
 * @module
 */
import type { FilerCode } from '../domain/number.ts'
import type { Place } from '../store/search.ts'
import type { Breaker } from './breaker.ts'
import type { Deps } from './deps.ts'
import { dossiers } from './dossier.ts'
import type { Dossiers } from './dossier.ts'
import type { Lookup } from './lookup.ts'
import type { PresentedEntry } from './present.ts'
import { everything, search } from './search.ts'
import type { Found, Sought } from './search.ts'
import { today } from './today.ts'
import type { Today } from './today.ts'

export type Desk = {
  readonly today: (filer: FilerCode) => Promise<Today>
  readonly search: (filer: FilerCode, sought: Sought, page: Place) => Promise<Found>
  /** Page after page, until all that is sought was read. */
  readonly everything: (
    filer: FilerCode,
    sought: Sought,
  ) => AsyncGenerator<readonly PresentedEntry[]>
  readonly dossier: Dossiers
}

export function desk(
  deps: Deps & Pick<Lookup, 'find' | 'present'>,
  { standing }: Pick<Breaker, 'standing'>,
): Desk {
  return {
    today: (filer) => today(deps, standing, filer),
    search: (filer, sought, page) => search(deps, filer, sought, page),
    everything: (filer, sought) => everything(deps, filer, sought),
    dossier: dossiers(deps),
  }
}
