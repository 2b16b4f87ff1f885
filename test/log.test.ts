import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { jsonLog, logFields } from '../src/log.ts'
import type { Level } from '../src/log.ts'

const clock = { now: () => '2026-11-23T14:00:00.000Z' }

function said(fields: Parameters<ReturnType<typeof jsonLog>>[2], least?: Level): string {
  const lines: string[] = []
  jsonLog(clock, (line) => lines.push(line), least)('warn', 'tested', fields)
  return lines.join('\n')
}

const root = new URL('..', import.meta.url).pathname
const call = /\blog\(\s*'(?:info|warn|alarm)',\s*[^,]+,\s*\{([^{}]*)\}/g

describe('a line of the log', () => {
  it('is one JSON object with time, level and event', () => {
    expect(JSON.parse(said({ entry: '01K', attempt: 2, in_doubt: true, code: null }))).toEqual({
      ts: clock.now(), level: 'warn', event: 'tested', entry: '01K', attempt: 2, in_doubt: true,
    }) // prettier-ignore
  })

  it('leaves out what is not on the list, and says so', () => {
    const line = said({ consignee: 'Jane Smith', entry: '01K' })
    expect(JSON.parse(line)).toMatchObject({ entry: '01K', dropped: 'consignee' })
    expect(line).not.toContain('Jane')
  })

  it('shows nothing that an error quotes, and no more than 300 characters of it', () => {
    const { message } = ((): Error => {
      try {
        JSON.parse('Jane Smith')
      } catch (error) {
        return error as Error
      }
      throw new Error('that was JSON')
    })()
    expect(message).toContain('Jane')
    expect(said({ why: message })).not.toContain('Jane')
    expect(said({ why: 'name cannot carry "Jane \\"J\\" Smith"' })).not.toMatch(/Jane|Smith/)
    expect(said({ why: 'cut off "Jane Smith' })).not.toContain('Jane')
    expect(JSON.parse(said({ why: 'x'.repeat(5000) }))).toHaveProperty('why.length', 300)
  })

  it.each([0x0, 0x7, 0x8, 0xa, 0xd, 0x1b, 0x7f, 0x85, 0x9b, 0x61c, 0x200b, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff])(
    'escapes U+%i, which a terminal would obey (T-L1)',
    (point) => {
      const line = said({ why: `a${String.fromCodePoint(point)}b` })
      expect(line).not.toMatch(new RegExp(String.raw`[\u{${point.toString(16)}}]`, 'u'))
      expect((JSON.parse(line) as { why: string }).why).toBe(`a${String.fromCodePoint(point)}b`)
    },
  ) // prettier-ignore

  it('cannot be made two by a line break (5.63)', () => {
    expect(said({ why: '\n{level: error}' }).split('\n')).toHaveLength(1)
  })

  it('is not written below the level that is asked for', () => {
    expect(said({}, 'alarm')).toBe('')
    expect(said({}, 'info')).not.toBe('')
  })
})

describe('the list of fields', () => {
  it('has every field that the source writes', () => {
    const used = globSync('src/**/*.ts', { cwd: root }).flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(call)].flatMap(([, inside = '']) =>
        inside
          .split(',')
          .map((part) => part.trim().split(':')[0]?.trim() ?? '')
          .filter((name) => /^\w+$/.test(name)),
      ),
    )
    expect(used.length).toBeGreaterThan(20)
    expect([...new Set(used)].filter((name) => !logFields.has(name))).toEqual([])
  })
})
