/**
 * What the gateway is handed, with what it makes of that for itself.
 * @module
 */
import type { Deps } from './deps.ts'
import type { Tariff } from './tariff.ts'

export type Equipped = Deps & { readonly tariff: Tariff }
