/**
 * What every page is handed: the world, the address, the mock's own answers, and what was refused.
 * @module
 */
import type { html } from 'hono/html'
import { linkIn } from './link.ts'
import type { World } from '../world/world.ts'

export type Html = ReturnType<typeof html>

/** What a form asked for and did not get. */
export type Refused = {
  readonly form: string
  readonly title: string
  readonly detail: string
  readonly status: number
  /** As they were filled in. */
  readonly fields: Readonly<Record<string, string>>
}

export type View = {
  readonly world: World
  readonly origin: string
  /** Of this page, with its query. */
  readonly address: string
  readonly query: (name: string) => string | undefined
  readonly refused: Refused | undefined
  /** What the mock answers to a GET of its own. */
  readonly ask: (path: string) => Promise<unknown>
}

export type Page = { readonly title: string; readonly body: Html | Promise<Html> }

/** `undefined` when nothing is there. */
export type Render = (view: View, named: string) => Promise<Page | undefined>

export const link = (
  { world }: Pick<View, 'world'>,
  path: string,
  query: Parameters<typeof linkIn>[2] = {},
) => linkIn(world.name, path, query)

/** What was filled in before, where this form was refused. */
export const filledIn = ({ refused }: View, form: string, field: string): string =>
  refused?.form === form ? (refused.fields[field] ?? '') : ''
