import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { seal } from '../../src/gateway/seal.ts'
import { fileMany, givenCbp, givenFolder, live, start } from '../record/given.ts'
import { gate321, givenGateway } from './given.ts'

const run = (...args: string[]) => gate321(args, {})

async function given() {
  const cbp = givenCbp()
  const data = givenFolder()
  const running = await start(data, cbp)
  await fileMany(running, ['A1', 'A2', 'A3'])
  await live(cbp, running, 40)
  await seal({ ...running, clock: cbp.clock, log: () => undefined }, cbp.clock.now())
  running.stop()
  return { cbp, data }
}

describe('gate321 export --everything, then import', () => {
  it('carries a folder into another, and says what comes next', async () => {
    const { data } = await given()
    const packed = join(givenFolder(), 'house.ndjson.gz')
    const left = await run('export', '--everything', packed, '--data', data)
    expect(left).toMatchObject({ code: 0, err: '' })
    expect(left.out).toMatch(/bytes, \d+ rows, 0 documents\.\nIt holds personal data and secrets/)
    expect(statSync(packed).mode & 0o777).toBe(0o600)
    const home = join(givenFolder(), 'home')
    const entered = await run('import', packed, '--data', home)
    expect(entered).toMatchObject({ code: 0, err: '' })
    expect(entered.out).toMatch(
      /every table is what the file says\.\nThe chain verifies: 3 entries/,
    )
    expect(entered.out).toContain('run "gate321 reconcile"')
    const again = await run('import', packed, '--data', home)
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('an empty house') })
    const twice = await run('export', '--everything', packed, '--data', data)
    expect(twice).toMatchObject({ code: 1, err: expect.stringContaining('is there already') })
    const both = await run('import', packed, '--data', home, '--through')
    expect(both).toMatchObject({ code: 2, err: expect.stringContaining('not both') })
  })

  it('goes through a gateway that runs, which then stands still', async () => {
    const gateway = await givenGateway()
    const packed = join(givenFolder(), 'house.ndjson.gz')
    const left = await gateway.run(['export', '--everything', packed, '--through'])
    expect(left).toMatchObject({ code: 0, err: '' })
    expect(left.out).toContain('This gateway files and sends nothing from now on')
    expect((await gateway.gateway.sending()).why).toBe('it is being moved elsewhere')
    expect(existsSync(packed)).toBe(true)
  })

  it('leaves what "gate321 export" meant before', async () => {
    const gateway = await givenGateway()
    const { code, out } = await gateway.run(['export'])
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/^entryNumber,/) })
  })
})

describe('gate321 archive', () => {
  it('moves what ended before a day, and verify looks at both', async () => {
    const { data } = await given()
    const to = join(givenFolder(), 'archive')
    const young = await run('archive', '--before', '2999-01-01', '--to', to, '--data', data)
    expect(young).toMatchObject({ code: 2, err: expect.stringContaining('younger than 180 days') })
    const forced = ['archive', '--before', '2999-01-01', '--to', to, '--data', data, '--force']
    const moved = await run(...forced)
    expect(moved).toMatchObject({ code: 0, err: '' })
    expect(moved.out).toMatch(/^gate321-archive-000001-\w{12}\.ndjson\.gz: 3 entries\n3 entries moved to/) // prettier-ignore
    const apart = await run('record', 'verify', '--data', data)
    expect(apart).toMatchObject({ code: 0, out: expect.stringContaining('3 entries whose journal is in archives') }) // prettier-ignore
    const whole = await run('record', 'verify', '--data', data, '--archives', to)
    expect(whole.code).toBe(0)
    expect(whole.out).toMatch(/^Whole: 3 entries, \d+ events/)
    const [name = ''] = readdirSync(to)
    const alone = await run('record', 'verify', join(to, name))
    expect(alone).toMatchObject({ code: 0, out: expect.stringMatching(/^Whole: 3 entries/) })
    const lost = await run('record', 'verify', '--data', data, '--archives', data)
    expect(lost).toMatchObject({ code: 1, err: expect.stringContaining(`the archive ${name} is not in`) }) // prettier-ignore
    const none = await run(...forced)
    expect(none.out).toContain('Nothing ended before 2999-01-01')
    const wrong = await run('archive', '--before', '2026-02-30', '--to', to)
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('It is a day') })
  })
})
