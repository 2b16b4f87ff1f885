import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { wireNames } from '../../src/domain/wire.ts'
import { parcel } from '../gateway/world.ts'
import { freshFolder, get, kill, post, startProcess, until } from './process.ts'

const day = { GATE321_TODAY: '2026-11-23' }

describe.each(wireNames)('kill -9 on %s', (wire) => {
  const folder = freshFolder()
  const settings = { ...day, GATE321_WIRE: wire }
  afterAll(folder.remove)

  it(
    'right after a 201 loses nothing: the entry reaches its end, filed once',
    { timeout: 30_000 },
    async () => {
      const first = await startProcess(folder.path, settings)
      const answer = await post(`${first.url}/v1/entries`, parcel('HAWB1'))
      expect(answer.status).toBe(201)
      const { id } = (await answer.json()) as { id: string }
      await kill(first.child, 'SIGKILL')

      const second = await startProcess(folder.path, settings)
      const entry = await until(
        () => get(`${second.url}/v1/entries/${id}`),
        ({ status }) => status === 'released',
      )
      expect(entry['entryNumber']).toBe('ZZ9-0000001-1')
      const { items } = await get(`${second.mockUrl}/_mock/entries`)
      expect(items).toMatchObject([{ entryNumber: 'ZZ9-0000001-1', effectiveFilings: 1 }])
      expect(await kill(second.child, 'SIGTERM')).toBe(0)
    },
  )

  it('at any moment of a busy time loses no accepted entry', { timeout: 60_000 }, async () => {
    const busy = freshFolder()
    const accepted: string[] = []
    for (const [round, killAfter] of [1, 6, 13, 20].entries()) {
      const running = await startProcess(busy.path, settings)
      let answered = 0
      const filings = Array.from({ length: 20 }, async (_, n) => {
        const id = await accept(running.url, `HAWB${round}X${n}`)
        if (id === undefined) return
        accepted.push(id)
        if (++answered === killAfter) await kill(running.child, 'SIGKILL')
      })
      await Promise.all(filings)
    }

    const last = await startProcess(busy.path, settings)
    for (const id of accepted) {
      await until(
        () => get(`${last.url}/v1/entries/${id}`),
        ({ status }) => status === 'released',
      )
    }
    const { items } = (await get(`${last.mockUrl}/_mock/entries?limit=1000`)) as {
      items: { effectiveFilings: number }[]
    }
    expect(accepted.length).toBeGreaterThanOrEqual(40)
    expect(items.length).toBeGreaterThanOrEqual(accepted.length)
    expect(items.filter(({ effectiveFilings }) => effectiveFilings !== 1)).toEqual([])
    await kill(last.child, 'SIGTERM')
    busy.remove()
  })
})

/** The id of an accepted entry; `undefined` when the process died before it answered. */
async function accept(url: string, name: string): Promise<string | undefined> {
  try {
    const answer = await post(`${url}/v1/entries`, parcel(name))
    return answer.status === 201 ? ((await answer.json()) as { id: string }).id : undefined
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

describe('starting', () => {
  it('on CATAIR with a password that its columns cannot carry says so, and not the password', async () => {
    const folder = freshFolder()
    const settings = { ...day, GATE321_WIRE: 'catair', GATE321_CBP_PASSWORD: 'hunter-2' }
    const start = startProcess(folder.path, settings)
    await expect(start).rejects.toThrow(
      /it ended with 78[^]*GATE321_CBP_PASSWORD must be one to six letters or digits/,
    )
    await expect(start).rejects.not.toThrow('hunter-2')
    folder.remove()
  })

  it('with wrong settings names all of them at once and exits with 78', async () => {
    const folder = freshFolder()
    const settings = {
      GATE321_PACE: 'x',
      GATE321_MOCK_PACE: 'slow',
      HOST: '0.0.0.0',
      GATE321_TODAY: '2026-02-30',
    }
    await expect(startProcess(folder.path, settings)).rejects.toThrow(
      /it ended with 78[^]*GATE321_PACE is not a setting[^]*GATE321_MOCK_PACE must be[^]*GATE321_TODAY must be[^]*GATE321_API_KEY is required/,
    )
    folder.remove()
  })

  it('on a port that is taken, or a file that is no database, says what to do', async () => {
    const folder = freshFolder()
    const first = await startProcess(folder.path, day)
    const port = new URL(first.mockUrl).port
    const other = freshFolder()
    await expect(startProcess(other.path, { ...day, MOCK_PORT: port })).rejects.toThrow(
      `it ended with 78 after saying: gate321 cannot start:\n  port ${port} is taken; set PORT or MOCK_PORT`,
    )
    await kill(first.child, 'SIGTERM')
    writeFileSync(join(other.path, 'gate321.sqlite'), 'this is no database, whatever its name says')
    await expect(startProcess(other.path, day)).rejects.toThrow(/78[^]*file is not a database/)
    folder.remove()
    other.remove()
  })
})
