/**
 * What the pages load beside themselves, all from our own origin: our own style and script, and two
 * packages whose files each runtime fetches in its own way.
 * @module
 */
import { uploadScript } from './batches/script.ts'
import { hands } from './hands.ts'
import { script } from './script.ts'
import { style } from './style.ts'

/** Reads a packaged file by its name below `/assets/`; `undefined` where there is none. */
export type Packaged = (name: string) => string | undefined

export const own: Readonly<Record<string, string>> = {
  'desk.css': style,
  'desk.js': script + hands,
  'upload.js': uploadScript,
}

/** Where each package keeps what a page needs of it. */
export const packaged: Readonly<Record<string, string>> = {
  'htmx.js': 'htmx.org/dist/htmx.min.js',
  'idiomorph.js': 'idiomorph/dist/idiomorph-ext.min.js',
}

export const mediaTypeOf = (name: string) =>
  name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
