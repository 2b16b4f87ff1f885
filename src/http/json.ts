/**
 * JSON read strictly: one pass over the tokens for what JSON.parse lets through (depth, duplicate
 * names, names that reach prototypes, numbers that lose digits), then JSON.parse itself.
 * @module
 */
import { createScanner } from 'jsonc-parser'
import { pointerTo, problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import { Refusal } from './errors.ts'

export type Json = { readonly value: unknown; readonly problems: readonly Problem[] }

const deepest = 16
const mostTokens = 200_000
const longestKey = 256
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** Throws a `Refusal` for what is not JSON; numbers that cannot be kept become problems. */
export function readJson(text: string): Json {
  if (text.startsWith('\ufeff')) {
    throw new Refusal(400, 'json_bom', 'The body begins with a byte order mark. Remove it.')
  }
  if (text.trim() === '') throw new Refusal(400, 'json_empty', 'The body is empty.')
  const problems = inspect(text)
  try {
    return { value: JSON.parse(text) as unknown, problems }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Refusal(400, 'json_syntax', `The body is not JSON: ${why}`)
  }
}

/** jsonc-parser's SyntaxKind, an ambient const enum that type stripping cannot read. */
const token = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, comma: 5, string: 10, number: 11, end: 17 } // prettier-ignore

type Level = { readonly names: Set<string> | undefined; at: string | number; expectsName: boolean }

function inspect(text: string): Problem[] {
  const scanner = createScanner(text, true)
  const problems: Problem[] = []
  const levels: Level[] = []
  const path = () => pointerTo(...levels.map(({ at }) => at))
  for (let tokens = 0; ; tokens++) {
    const kind: number = scanner.scan()
    if (kind === token.end) return problems
    if (tokens > mostTokens) {
      throw new Refusal(413, 'json_too_complex', `More than ${mostTokens} JSON tokens.`)
    }
    const level = levels.at(-1)
    switch (kind) {
      case token.openBrace:
      case token.openBracket: {
        if (levels.length === deepest) {
          throw new Refusal(400, 'json_too_deep', `Nested deeper than ${deepest} levels.`)
        }
        const object = kind === token.openBrace
        levels.push({
          names: object ? new Set() : undefined,
          at: object ? '' : 0,
          expectsName: object,
        })
        break
      }
      case token.closeBrace:
      case token.closeBracket:
        levels.pop()
        break
      case token.comma:
        if (!level) break
        if (level.names) level.expectsName = true
        else level.at = Number(level.at) + 1
        break
      case token.string:
        if (level?.names && level.expectsName) {
          level.at = scanner.getTokenValue()
          level.expectsName = false
          checkName(level.at, level.names, path)
        }
        break
      case token.number: {
        const found = scanner.getTokenValue()
        const code = numberFault(found)
        if (code) problems.push(problem(code, path(), { found: found.slice(0, 40) }))
        break
      }
    }
  }
}

function checkName(name: string, names: Set<string>, path: () => string): void {
  if (name.length > longestKey) {
    throw new Refusal(400, 'json_key_too_long', `A name is longer than ${longestKey} characters.`)
  }
  if (forbidden.has(name)) {
    const more = { pointer: path() }
    throw new Refusal(400, 'json_forbidden_key', `The name "${name}" is not allowed.`, { more })
  }
  if (names.has(name)) {
    const more = { pointer: path() }
    throw new Refusal(400, 'json_duplicate_key', `The name "${name}" comes twice.`, { more })
  }
  names.add(name)
}

/** Every number of this API is a whole number. */
function numberFault(text: string) {
  const value = Number(text)
  if (!Number.isFinite(value)) return 'number_range' as const
  if (/[eE]/.test(text) || /\.0+$/.test(text) || /^-0/.test(text)) return 'number_format' as const
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? ('number_precision' as const)
    : undefined
}
