import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { file, live, parcel } from '../gateway/world.ts'
import { givenFolder, givenGateway } from './given.ts'

async function givenReleased() {
  const given = await givenGateway()
  const { entryNumber } = await file(given.gateway, parcel('SIMREL1'))
  await live(given, given.gateway, 8)
  return { ...given, entryNumber, path: join(givenFolder(), 'paper.pdf') }
}

describe('gate321 document', () => {
  it.each(['invoice', 'worksheet', 'release'])('prints the %s as PDF', async (paper) => {
    const { run, path } = await givenReleased()
    const { code, out } = await run(['document', 'SHP-SIMREL1', paper, '-o', path])
    expect(out).toMatch(/paper\.pdf \(\d+ bytes\)\n$/)
    expect(readFileSync(path, 'latin1')).toMatch(/^%PDF-/)
    expect(code).toBe(0)
  })

  it('prints a page to stdout', async () => {
    const { run, entryNumber } = await givenReleased()
    const { out } = await run(['document', entryNumber, 'invoice', '--format', 'html', '-o', '-'])
    expect(out).toMatch(/^<!DOCTYPE html>/i)
    expect(out).toContain(entryNumber)
  })

  it('says why a paper cannot be printed, and leaves no file', async () => {
    const given = await givenGateway()
    await file(given.gateway, parcel('HB1'))
    const folder = givenFolder()
    const args = ['document', 'SHP-HB1', 'release', '-o', join(folder, 'release.pdf')]
    expect(await given.run(args)).toMatchObject({
      code: 1,
      err: expect.stringContaining('409 paper_not_ready'),
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('prints JSON for programs', async () => {
    const { run, path } = await givenReleased()
    const { out } = await run(['document', 'SHP-SIMREL1', 'invoice', '-o', path, '--json'])
    expect(JSON.parse(out)).toEqual({ file: path, bytes: readFileSync(path).length })
  })
})

describe('gate321 manifest', () => {
  it('prints every house bill under a master bill', async () => {
    const { run, path } = await givenReleased()
    expect((await run(['manifest', '172-12345675', '-o', path])).code).toBe(0)
    expect(readFileSync(path, 'latin1')).toMatch(/^%PDF-/)
    const none = await run(['manifest', '999-00000000', '-o', path])
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('bill_not_found') })
  })
})
