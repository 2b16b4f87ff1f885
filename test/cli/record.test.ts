import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileMany, givenCbp, givenFolder, live, start } from '../record/given.ts'
import { gate321, givenGateway } from './given.ts'

/** A folder with three entries, sealed once. */
async function givenData(): Promise<string> {
  const cbp = givenCbp()
  const folder = givenFolder()
  const running = await start(folder, cbp)
  await fileMany(running, ['A1', 'A2', 'A3'])
  await live(cbp, running, 6)
  cbp.clock.advance(3_600_000)
  await live(cbp, running, 1)
  running.stop()
  return folder
}

const run = (args: readonly string[], data?: string) =>
  gate321(args, data === undefined ? {} : { GATE321_DATA: data })

describe('gate321 export and verify', () => {
  it('write a record and find it whole, from the file as from the database', async () => {
    const data = await givenData()
    const path = join(data, 'record.ndjson')
    const exported = await run(['export', '--journal', path], data)
    expect(exported).toMatchObject({ code: 0, err: '' })
    expect(exported.out).toMatch(/^\d+ lines in /)
    for (const from of [[path], ['--data', data]]) {
      const { code, out, err } = await run(['verify', ...from])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toMatch(/^Whole: 3 entries, \d+ events, \d+ messages, 1 seal\.\nNewest seal: 1, /)
    }
    const piped = await run(['export', '--journal', '-', '--data', data])
    expect(piped.out.split('\n').slice(1, -2)).toEqual(
      readFileSync(path, 'utf8').split('\n').slice(1, -2),
    )
  })

  it('name the first damage and end with 1, in words and as JSON', async () => {
    const data = await givenData()
    const path = join(data, 'record.ndjson')
    await run(['export', '--journal', path], data)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('30.00', '31.00'))
    const said = await run(['verify', path])
    expect(said.code).toBe(1)
    expect(said.err).toMatch(/entry ZZ9-0000001-1, seq 1: the event was changed/)
    expect(said.out).toMatch(/^Damaged \(\d+ found\)/)
    const asJson = JSON.parse((await run(['--json', 'verify', path])).out) as {
      damages: number
      damage: object[]
    }
    expect(asJson.damages).toBe(asJson.damage.length)
    expect(asJson.damage.at(-1)).toMatchObject({
      what: 'the file was changed after it was written',
    })
  })

  it('hold a record against the hash of a seal that was kept elsewhere', async () => {
    const data = await givenData()
    const { out } = await run(['verify', '--data', data, '--json'])
    const { newestSeal } = JSON.parse(out) as { newestSeal: { hash: string } }
    expect(await run(['verify', '--data', data, '--expect', newestSeal.hash])).toMatchObject({
      code: 0,
    })
    const other = await run(['verify', '--data', data, '--expect', 'a'.repeat(64)])
    expect(other).toMatchObject({ code: 1 })
    expect(other.err).toContain('kept elsewhere')
  })

  it('end with 2 for what is not there, and 1 for what is no record', async () => {
    const folder = givenFolder()
    const letter = join(folder, 'letter')
    writeFileSync(letter, 'Dear Sir or Madam')
    expect(await run(['verify', join(folder, 'none')])).toMatchObject({ code: 2 })
    expect(await run(['verify', letter, '--data', folder])).toMatchObject({ code: 2 })
    expect(await run(['verify', letter])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is no record of gate321'),
    })
    expect(await run(['verify'], folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no gate321.sqlite'),
    })
  })
})

describe('gate321 backup and restore', () => {
  it('copy an installation and make it one elsewhere, and say what is next', async () => {
    const data = await givenData()
    const copy = join(givenFolder(), 'copy.sqlite')
    const taken = await run(['backup', copy], data)
    expect(taken).toMatchObject({ code: 0, err: '' })
    expect(taken.out).toMatch(/bytes, 0 documents, verified\.\nWhole: 3 entries/)
    const elsewhere = join(givenFolder(), 'elsewhere')
    const restored = await run(['restore', copy, '--data', elsewhere])
    expect(restored).toMatchObject({ code: 0, err: '' })
    expect(restored.out).toContain('run "gate321 reconcile"')
    expect(existsSync(join(elsewhere, 'gate321.sqlite'))).toBe(true)
    const again = await run(['restore', copy, '--data', elsewhere])
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('never writes over') })
  })
})

describe('gate321 reconcile', () => {
  it('asks until sending is open, and says under which epoch', async () => {
    const given = await givenGateway()
    await given.gateway.pause('a test')
    const { code, out } = await given.run(['reconcile'])
    expect(out).toMatch(/^\d+ questions, 0 answered with something new\.\nSending is open, under epoch 1\.\n$/) // prettier-ignore
    expect(code).toBe(0)
    const asJson = await given.run(['--json', 'reconcile'])
    expect(JSON.parse(asJson.out)).toMatchObject({ state: 'open', epoch: 1, asked: 0, beyond: [] })
  })

  it('ends with 3 while CBP is silent', async () => {
    const given = await givenGateway()
    await given.gateway.pause('a test')
    given.line(() => new Response('', { status: 500 }))
    const { code, out } = await given.run(['reconcile'])
    expect(code).toBe(3)
    expect(out).toContain('CBP cannot be asked (cbp_http 500); sending stays paused.')
  })
})
