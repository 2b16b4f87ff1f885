/**
 * Between the fields of a form and a shipment: a field is named by its JSON pointer, so what the
 * rules say of a pointer is said of that field.
 * @module
 */

type Part = Record<string, unknown> | unknown[]

const counts = /^\/(?:packageQuantity|lines\/\d+\/quantity)$/

/** A count is a number where it is one; what else was typed there is refused as what it is. */
export const valueOf = (pointer: string, text: string): string | number =>
  counts.test(pointer) && /^\d{1,15}$/.test(text) ? Number(text) : text

/** Nothing typed is nothing said. */
export function put(root: Part, pointer: string, text: string): void {
  const keys = pointer.split('/').slice(1)
  const last = keys.pop()
  if (last === undefined) return
  let part: Part = root
  for (const [index, key] of keys.entries()) {
    const next = keys[index + 1] ?? last
    const below: unknown = Object.hasOwn(part, key) ? Reflect.get(part, key) : undefined
    const made = isPart(below) ? below : /^\d+$/.test(next) ? [] : {}
    if (made !== below) {
      if (text === '') return
      Reflect.set(part, key, made)
    }
    part = made
  }
  if (text === '') Reflect.deleteProperty(part, last)
  else Reflect.set(part, last, valueOf(pointer, text))
}

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null

/** The id of a field on the page; a pointer's strokes would have to be escaped everywhere. */
export const idOf = (pointer: string): string => `f${pointer.replaceAll('/', '-')}`
