import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSent } from '../../src/record/sent.ts'
import { openInstallation } from '../../src/record/start.ts'
import { fileMany, givenCbp, givenFolder, live, start } from './given.ts'

async function used(): Promise<string> {
  const cbp = givenCbp()
  const folder = givenFolder()
  const running = await start(folder, cbp)
  await fileMany(running, ['A1', 'A2', 'A3'])
  await live(cbp, running, 4)
  running.stop()
  return folder
}

describe('a database that cannot be used', () => {
  const damages: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
    ['overwritten in the middle', (bytes) => Buffer.from(bytes).fill(0xa5, 4096 * 2, 4096 * 8)],
    ['cut', (bytes) => bytes.subarray(0, 4096 * 5)],
    ['something else', () => Buffer.from('Dear Sir or Madam, '.repeat(300))],
  ]

  it.each(damages)(
    'because it is %s, is named, left as it is, with what to do',
    async (_, damage) => {
      const folder = await used()
      const path = join(folder, 'gate321.sqlite')
      const bytes = damage(readFileSync(path))
      writeFileSync(path, bytes)
      expect(() => openInstallation(folder)).toThrow(
        /gate321\.sqlite cannot be used: [^]*left as it is[^]*gate321 restore BACKUP --data FOLDER/,
      )
      expect(readFileSync(path)).toEqual(bytes)
    },
  )
})

describe('what was sent last', () => {
  it('is in a file of its own before its bytes leave', async () => {
    const cbp = givenCbp()
    const folder = givenFolder()
    const path = join(folder, 'sent.json')
    const seen: unknown[] = []
    const running = await start(folder, cbp, (request) => {
      if (request.headers.has('Message-Id')) seen.push(JSON.parse(readFileSync(path, 'utf8')))
      return cbp.mock.fetch(request)
    })
    await fileMany(running, ['A1'])
    await live(cbp, running, 2)
    expect(seen).toEqual([{ ZZ9: 'ZZ9-0-00000001' }])
    running.stop()
  })

  it('is written once for all that leave together, and names the highest', async () => {
    const folder = givenFolder()
    const path = join(folder, 'sent.json')
    const seen: unknown[] = []
    const send = openSent(folder).before(async () => {
      seen.push([JSON.parse(readFileSync(path, 'utf8')), statSync(path).ino])
      return new Response()
    })
    const leave = (id: string) =>
      send(new Request('http://cbp.test', { method: 'POST', headers: { 'Message-Id': id } }))
    await Promise.all(['ABC-0-00000007', 'ZZ9-0-00000003', 'ZZ9-0-00000002'].map(leave))
    const { ino } = statSync(path)
    const highest = { ABC: 'ABC-0-00000007', ZZ9: 'ZZ9-0-00000003' }
    expect(seen).toEqual(Array(3).fill([highest, ino]))
    await leave('ZZ9-0-00000001')
    expect(seen.at(-1)).toEqual([highest, ino])
    await leave('ZZ9-0-00000004')
    expect(seen.at(-1)).toMatchObject([{ ...highest, ZZ9: 'ZZ9-0-00000004' }, expect.anything()])
  })

  it('keeps the bytes from leaving when it cannot be written', async () => {
    const cbp = givenCbp()
    const folder = givenFolder()
    const running = await start(folder, cbp)
    // In its place lies a folder, which no file can replace.
    mkdirSync(join(folder, 'sent.json', 'x'), { recursive: true })
    await fileMany(running, ['A1'])
    await live(cbp, running, 3)
    expect(await cbp.held()).toEqual([])
    running.stop()
  })

  it('pauses sending when it cannot be read', async () => {
    const folder = await used()
    writeFileSync(join(folder, 'sent.json'), '{"ZZ9":')
    const again = await start(folder, givenCbp())
    expect(await again.gateway.sending()).toMatchObject({
      why: 'sent.json beside the database cannot be read',
    })
    again.stop()
  })
})
