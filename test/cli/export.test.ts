import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { file, live, parcel } from '../gateway/world.ts'
import { givenFolder, givenGateway, start } from './given.ts'

async function givenEntries() {
  const given = await givenGateway()
  for (const name of ['SIMREL1', 'SIMDOC1', 'SIMREL2']) await file(given.gateway, parcel(name))
  await live(given, given.gateway, 8)
  return given
}

describe('gate321 export', () => {
  it('writes a table with one row an entry, and its next step', async () => {
    const { run } = await givenEntries()
    const { code, out, err } = await run(['export'])
    const [head = '', ...rows] = out.trimEnd().split('\r\n')
    expect(head.split(',').slice(0, 3)).toEqual(['entryNumber', 'reference', 'status'])
    expect(rows).toHaveLength(3)
    expect(rows.find((row) => row.includes('SIMDOC1'))).toMatch(
      /^ZZ9-\d{7}-\d,SHP-SIMDOC1,discrepancy,86,.*,Send the document as an answer\.,filer,20/,
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  it('takes those that fit, into a file that is there only when it is whole', async () => {
    const { run } = await givenEntries()
    const path = join(givenFolder(), 'released entries.csv')
    const { out, err } = await run(['export', '--status', 'released', '-o', path])
    expect({ out, err }).toEqual({ out: '', err: `2 entries in ${path}.\n` })
    expect(readFileSync(path, 'utf8').trimEnd().split('\r\n')).toHaveLength(3)
    expect(existsSync(`${path}.part`)).toBe(false)
    const none = await run(['export', '--master', '999-00000000', '--from', '2026-11-01'])
    expect(none.out.trimEnd().split('\r\n')).toHaveLength(1)
  })

  it('writes NDJSON for programs, and one list where it is asked for', async () => {
    const { run } = await givenEntries()
    const lines = (await run(['export', '--json'])).out.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).status).sort()).toEqual(['discrepancy', 'released', 'released']) // prettier-ignore
    const list = JSON.parse((await run(['export', '--format', 'json'])).out)
    expect(list).toHaveLength(3)
    const empty = await run(['export', '--format', 'json', '--status', 'rejected'])
    expect(JSON.parse(empty.out)).toEqual([])
  })

  it('says that a file cannot be written, and leaves none', async () => {
    const { run } = await givenGateway()
    const { code, err } = await run(['export', '-o', join(givenFolder(), 'no', 'where.csv')])
    expect(err).toContain('cannot be written')
    expect(code).toBe(2)
  })

  it('leaves when the reader of the pipe has seen enough', async () => {
    const { url } = await givenEntries()
    const child = start(['export'], { GATE321_URL: url })
    child.stdout.destroy()
    const err = text(child.stderr)
    expect(await once(child, 'close')).toEqual([0, null])
    expect(await err).toBe('')
  })
})
