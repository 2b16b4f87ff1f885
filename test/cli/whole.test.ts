import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, connect as dial } from 'node:net'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connect } from '../../src/cli/connect.ts'
import { namesFor } from '../../src/cli/errors.ts'
import { Unreachable } from '../../src/cli/exit.ts'
import { kindOf } from '../../src/cli/kind.ts'
import { upload } from '../../src/cli/upload.ts'
import { madeWorkbook } from '../batch/workbook.ts'
import { heldByCbp, parcel } from '../gateway/world.ts'
import { gate321, givenFile, givenFolder, givenGateway } from './given.ts'
import type { Ended } from './given.ts'
import { names, parcelsCsv } from './parcels.ts'

type Batch = { batch: { id: string; counts: Record<string, number> }; filedBefore: boolean }
const batchIn = ({ out }: Ended) => (JSON.parse(out) as [Batch])[0]

describe('gate321 file, with a file of many', () => {
  it('files the good rows, keeps the bad ones with their reasons, and takes them mended', async () => {
    const given = await givenGateway()
    const file = givenFile('parcels.csv', parcelsCsv(names(12), ['HB3', 'HB7']))
    const first = await given.runBeside(['file', file])
    expect(first.out).toContain('12 shipments, 10 filed, 2 refused.')
    expect(first.err).toMatch(/^Filing .*: 100 %, 10 filed, 2 refused$/m)
    expect(first.code).toBe(1)

    const errors = file.replace('.csv', '.errors.csv')
    expect(first.out).toContain(`  gate321 file ${errors}\n`)
    const rows = readFileSync(errors, 'utf8').trimEnd().split('\r\n')
    expect(rows).toHaveLength(3)
    expect(rows[1]).toMatch(/^SHP-HB3,.*"Port: ""9999"" is not a known port of entry/)

    writeFileSync(errors, rows.join('\r\n').replaceAll(',9999,', ',4701,'))
    const mended = await given.runBeside(['file', errors, '--follow'])
    expect(mended.out).toContain('2 shipments, 2 filed, 0 refused.')
    expect(mended.out).toMatch(/^ {2}released +2 {2}#+$/m)
    expect(mended.code).toBe(0)
    expect(await heldByCbp(given)).toHaveLength(12)
  })

  it('files the same file once, and does not write over what somebody mends', async () => {
    const given = await givenGateway()
    const file = givenFile('parcels.csv', parcelsCsv(names(3), ['HB2']))
    const first = batchIn(await given.runBeside(['file', file, '--json']))
    const again = batchIn(await given.runBeside(['file', file, '--json']))
    expect(again).toMatchObject({ filedBefore: true, batch: { id: first.batch.id } })
    expect(readdirSync(dirname(file)).sort()).toEqual(['parcels.csv', 'parcels.errors.csv'])
    writeFileSync(file.replace('.csv', '.errors.csv'), 'half mended')
    await given.runBeside(['file', file])
    expect(readFileSync(file.replace('.csv', '.errors.csv'), 'utf8')).toBe('half mended')
    expect(readdirSync(dirname(file))).toContain('parcels.errors-2.csv')
  })

  it.each([
    ['ndjson', (all: object[]) => all.map((one) => JSON.stringify(one)).join('\n')],
    ['json', (all: object[]) => JSON.stringify(all)],
  ])('reads %s, and gives refused shipments back as NDJSON', async (kind, write) => {
    const given = await givenGateway()
    const all = [parcel('HB1'), { ...parcel('HB2'), portOfEntry: '9999' }]
    const file = givenFile(`parcels.${kind}`, write(all))
    const { code, out } = await given.runBeside(['file', file])
    expect(out).toContain('2 shipments, 1 filed, 1 refused.')
    const errors = readFileSync(file.replace(`.${kind}`, '.errors.ndjson'), 'utf8')
    expect(errors.trimEnd().split('\n')).toHaveLength(1)
    expect(code).toBe(1)
  })

  it('sends a workbook, and gives its refused rows back as CSV', async () => {
    const given = await givenGateway()
    const file = join(givenFolder(), 'parcels.xlsx')
    writeFileSync(file, madeWorkbook({ rows: 6, bad: 1 }))
    const { code, out } = await given.runBeside(['file', file])
    expect(out).toContain('6 shipments, 5 filed, 1 refused.')
    expect(readdirSync(dirname(file)).sort()).toEqual(['parcels.errors.csv', 'parcels.xlsx'])
    expect(code).toBe(1)
  })

  it('reads stdin, and writes what was refused to stdout when it is told to', async () => {
    const given = await givenGateway()
    const input = parcelsCsv(names(2), ['HB1'])
    const { out, err } = await given.runBeside(['file', '-', '--errors', '-'], input)
    expect(out).toMatch(/^Reference,Mode.*\r\nSHP-HB1,.*\r\n$/)
    expect(err).toContain('2 shipments, 1 filed, 1 refused.')
  })

  it('refuses a file whole when its columns leave questions, and says which', async () => {
    const given = await givenGateway()
    const file = givenFile('odd.csv', parcelsCsv(['HB1']).replace('MAWB', 'Mastr bil'))
    const { code, err } = await given.runBeside(['file', file])
    expect(err).toContain('csv_columns')
    expect(err).toContain('"Mastr bil"')
    expect(code).toBe(1)
    expect(await given.db.read({ sql: 'select id from batch', values: [] })).toEqual([])
  })

  it('says with 4 that entries need somebody when it followed them', async () => {
    const given = await givenGateway()
    const file = givenFile('parcels.csv', parcelsCsv(['SIMDOC1', 'HB1']))
    const { code, out } = await given.runBeside(['file', file, '--follow'])
    expect(out).toMatch(/1 entry needs you:\n {2}gate321 watch --batch bat_\w+ --status/)
    expect(code).toBe(4)
  })

  it('ends with the receipt when nobody wants to wait', async () => {
    const given = await givenGateway()
    const file = givenFile('parcels.csv', parcelsCsv(names(2)))
    const { code, out } = await given.run(['file', file, '--no-wait'])
    expect(out).toMatch(/It goes on without this command:\n {2}gate321 batches bat_\w+$/m)
    expect(code).toBe(0)
  })

  it.each([
    ['', '{"a":1}', 'single'],
    ['a.json', '{\n  "a": 1\n}\n', 'single'],
    ['a.json', ' [{}]', 'json'],
    ['', '{"a":1}\n{"a":2}', 'ndjson'],
    ['a.json', '{"a":1}\n{"a":2}', 'ndjson'],
    ['a.JSONL', '{', 'ndjson'],
    ['', 'Reference;Port\n', 'csv'],
    ['C:\\orders\\a.CSV', 'x', 'csv'],
    ['', 'PK\u0003\u0004', 'xlsx'],
    ['a.json', 'Reference,Port', 'single'],
  ])('takes "%s" that begins with %j as %s', (path, start, kind) => {
    expect(kindOf(path, new TextEncoder().encode(start))).toBe(kind)
  })

  it.each([
    ['parcels.csv', 'csv', 'parcels.errors.csv'],
    ['parcels.errors.csv', 'csv', 'parcels.errors.csv'],
    ['stdin', 'json', 'stdin.errors.ndjson'],
    [join('a b', 'parcels.2026.xlsx'), 'xlsx', join('a b', 'parcels.2026.errors.csv')],
  ] as const)('keeps what was refused of "%s" (%s) in "%s"', (file, kind, expected) => {
    expect(namesFor(file, kind).next().value).toBe(expected)
  })
})

/** A line to the gateway that is cut: after so many bytes on the way there, or before the answer. */
async function givenLine(url: string, cuts: readonly (number | 'answer')[]) {
  const target = Number(new URL(url).port)
  let uploads = 0
  const server = createServer((near) => {
    const far = dial(target, '127.0.0.1')
    let sent = 0
    let cut: number | 'answer' | undefined
    near.on('error', () => undefined)
    far.on('error', () => undefined)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    near.on('data', (chunk) => {
      if (chunk.toString('latin1').startsWith('POST /v1/batches')) cut = cuts[uploads++]
      sent += chunk.length
      if (typeof cut === 'number' && sent > cut) near.resetAndDestroy()
      else far.write(chunk)
    })
    far.on('data', (chunk) => (cut === 'answer' ? near.resetAndDestroy() : near.write(chunk)))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, uploads: () => uploads }
}

describe('a connection that is lost while a file is sent', () => {
  const count = 2000
  const big = parcelsCsv(names(count))

  it.each([
    ['in the middle of the file, twice', [200_000, 100_000], 3],
    ['before the answer, when all of it was received', ['answer'], 2],
  ] as const)('%s: it is sent again and filed once', async (_, cuts, uploads) => {
    const given = await givenGateway()
    const line = await givenLine(given.url, cuts)
    const args = ['file', givenFile('big.csv', big), '--no-wait', '--json']
    const ended = await gate321(args, { GATE321_URL: line.url })
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(batchIn(ended).batch.counts['received']).toBe(count)
    expect(line.uploads()).toBe(uploads)
    const batches = await given.db.read({ sql: 'select id, state from batch', values: [] })
    expect(batches).toEqual([{ id: batchIn(ended).batch.id, state: 'filing' }])
  })

  it('is given up after six times, and nothing of the file is kept', async () => {
    const given = await givenGateway()
    const line = await givenLine(
      given.url,
      Array.from({ length: 9 }, () => 1000),
    )
    const path = givenFile('big.csv', big)
    const source = { path, name: path, bytes: big.length, kind: 'csv', piped: false } as const
    const client = connect({ url: line.url, key: 'dev-key' })
    const waits: number[] = []
    const uploading = { sent: () => undefined, rest: async () => undefined }
    const again = (_: string, millis: number) => void waits.push(millis)
    await expect(upload(client, source, { ...uploading, again })).rejects.toThrow(Unreachable)
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000])
    expect(line.uploads()).toBe(6)
    expect(await given.db.read({ sql: 'select reference from entry', values: [] })).toEqual([])
  })
})
