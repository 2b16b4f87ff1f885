import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { gate321, givenFile, givenFolder, givenServer } from './given.ts'

const fixture = fileURLToPath(new URL('../../fixtures/certify/gate321.yaml', import.meta.url))

/** A client that takes every shipment and never sends one to CBP. */
async function idleTarget(more: object = {}) {
  const url = await givenServer(() => Response.json({ id: 'S-1', status: 'NEW' }))
  return givenFile('idle.yaml', {
    name: 'idle',
    file: { url: `${url}/shipments`, body: { bill: '{{houseBill}}' }, id: '/id' },
    status: { url: `${url}/shipments/{{id}}`, word: '/status', words: { NEW: 'queued' } },
    patience: '1s',
    ...more,
  })
}

describe('gate321 certify', () => {
  it(
    'runs gate321 itself, a process of its own, through trouble',
    { timeout: 60_000 },
    async () => {
      const junit = join(givenFolder(), 'certify.xml')
      const only = ['shows-rejection', 'resends-same-bytes']
      const ended = await gate321(['certify', '--target', fixture, '--only', ...only, '--junit', junit], {}) // prettier-ignore
      expect(ended.err).toBe('')
      const lines = ended.out.split('\n')
      expect(lines.filter((line) => line.startsWith('  pass  '))).toEqual([
        '  pass  Shows a rejected entry as rejected, with its code',
        '  pass  Resends a filing whose reply was lost under the same id, with the same bytes',
      ])
      expect(ended.out).toContain('gate321 passes in part. 2 of 2 passed.')
      expect(ended.code).toBe(0)
      expect(readFileSync(junit, 'utf8')).toContain('tests="2" failures="0" skipped="0"')
    },
  )

  it('fails a client with the evidence, what it should do, and where it stands', async () => {
    const data = givenFolder()
    const args = ['certify', '--target', await idleTarget(), '--only', 'follows', '--data', data]
    const { code, out } = await gate321(args, {})
    expect(code).toBe(1)
    expect(out).toMatch(/^  FAIL  Files an entry and follows it to its release$/m)
    expect(out).toMatch(/follows: no filing of house bill CRT[A-Z0-9]{6}01 reached CBP \(journal/)
    expect(out).toContain('Must: Sends the filing once')
    expect(out).toContain('idle is not certified. 0 of 1 passed, 1 failed, 1 of them a must.')
    expect(out).toContain(`gate321 mock --data ${data}`)
    const again = await gate321(args, {})
    expect(again.err).toContain(`${data} has a journal already; name another folder`)
    expect(again.code).toBe(2)
  })

  it('says the same as JSON', async () => {
    const args = ['--json', 'certify', '--target', await idleTarget(), '--only', 'follows']
    const { code, out } = await gate321(args, {})
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      client: 'idle',
      verdict: 'not certified',
      results: [{ check: { id: 'follows', grade: 'must' }, outcome: 'failed', from: 1 }],
    })
  })

  it.each([
    ['no target', [], "required option '--target <file>' not specified"],
    ['a target that is not there', ['--target', '/nowhere/mine.yaml'], 'there is no target to read at /nowhere/mine.yaml (ENOENT)'],
    ['an unknown check', ['--target', fixture, '--only', 'folows'], 'There is no check "folows"; there are follows, '],
  ])('refuses %s as wrong usage', async (_, args, words) => {
    const { code, err } = await gate321(['certify', ...args], {})
    expect(err).toContain(words)
    expect(code).toBe(2)
  }) // prettier-ignore

  it('refuses a target with mistakes, each with its line', async () => {
    const target = await idleTarget({ nmae: 'mine', patience: 'soon' })
    const { code, err } = await gate321(['certify', '--target', target], {})
    expect(code).toBe(2)
    expect(err).toMatch(/^idle\.yaml:1:\d+: no duration: 30s, 2m or PT30S$/m)
    expect(err).toMatch(/^idle\.yaml:1:\d+: there is no "nmae" here$/m)
  })

  it('says what a client said that did not start', async () => {
    const command = [process.execPath, '-e', 'console.log("CBP_KEY is missing"); process.exit(3)']
    const start = { command, ready: 'http://127.0.0.1:{{port}}/' }
    const { code, err } = await gate321(['certify', '--target', await idleTarget({ start })], {})
    expect(err).toBe('the client did not start: it ended with 3\nCBP_KEY is missing\n')
    expect(code).toBe(2)
  })
})
