/**
 * Refuses rows that are not written in the vocabulary. One line a mistake: the row, the key, why.
 * @module
 */
import { asked, keys, paramKeys, scopeKeys, shown, whole } from './keys.ts'
import type { Held } from './keys.ts'
import { moment, reached } from './time.ts'

export function checkRows(rows: readonly unknown[]): string[] {
  const seen = new Map<string, number>()
  return rows.flatMap((held, index) => {
    if (!isHeld(held)) return [`row ${index + 1}: ${shown(held)} is not a row`]
    const id = String(held['id'])
    const name = `row ${index + 1} (${id})`
    const first = seen.get(id)
    seen.set(id, first ?? index)
    const twice = first === undefined ? [] : [`id: already used by row ${first + 1}`]
    return [...twice, ...mistakes(held)].map((wrong) => `${name} ${wrong}`)
  })
}

function mistakes(held: Held): string[] {
  const scope = isHeld(held['scope']) ? held['scope'] : undefined
  const params = isHeld(held['params']) ? held['params'] : undefined
  return [
    ...wrongIn(held, keys),
    ...Object.keys(held)
      .filter((key) => !(key in keys) && !['scope', 'params', 'name'].includes(key))
      .map((key) => `${key}: is no key of a row`),
    ...(scope ? wrongScope(scope) : ['scope: is not an object']),
    ...(params ? wrongParams(params, held) : ['params: is not an object']),
    ...wrongTogether(held),
  ]
}

const wrongIn = (held: Held, checks: typeof keys, prefix = ''): string[] =>
  Object.entries(checks).flatMap(([key, check]) => {
    const wrong = prefix === '' || key in held ? check(held[key]) : undefined
    return wrong === undefined ? [] : [`${prefix}${key}: ${wrong}`]
  })

function wrongScope(scope: Held): string[] {
  const valued = 'maxValueCents' in scope || 'minValueCentsExclusive' in scope
  return [
    ...wrongIn(scope, scopeKeys, 'scope.'),
    ...Object.keys(scope)
      .filter((key) => !(key in scopeKeys))
      .map((key) => `scope.${key}: is no predicate`),
    ...(valued === 'valueBasis' in scope
      ? []
      : ['scope.valueBasis: goes with a value, and a value with it']),
  ]
}

function wrongParams(params: Held, held: Held): string[] {
  return [
    ...wrongIn(params, paramKeys, 'params.'),
    ...Object.entries(params)
      .filter(([key, value]) => /(Cents|Bp|Days)$/.test(key) && typeof value !== 'object')
      .flatMap(([key, value]) => {
        const wrong = whole(value)
        return wrong === undefined ? [] : [`params.${key}: ${wrong}`]
      }),
    ...(asked[String(held['outcome'])] ?? [])
      .filter((key) => !(key in params))
      .map((key) => `params.${key}: is missing`),
  ]
}

function wrongTogether(held: Held): string[] {
  const [from, to] = [held['effectiveFrom'], held['effectiveTo']].map((value) =>
    typeof value === 'string' ? moment(value) : null,
  )
  const never = held['effectiveFrom'] === null
  return [
    ...(from && to && reached(to, from) ? ['effectiveTo: is not after effectiveFrom'] : []),
    ...(never && held['effectiveTo'] !== null ? ['effectiveTo: ends what never begins'] : []),
    ...(never === (held['dateBasis'] === 'none')
      ? []
      : ['dateBasis: none is for rows never in force']),
    ...(never && held['canDecide'] === true ? ['canDecide: is true of a row never in force'] : []),
  ]
}

const isHeld = (value: unknown): value is Held =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
