import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backup } from '../../src/record/backup.ts'
import { recordLines } from '../../src/record/lines.ts'
import { restore } from '../../src/record/restore.ts'
import { verify } from '../../src/record/verify.ts'
import { file, filer, parcel } from '../gateway/world.ts'
import type { Cbp, Installation } from './given.ts'
import { fileMany, givenCbp, givenFolder, live, reconcileAll, start, statusesOf } from './given.ts'

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}`)

/** Filed before the backup: some released, some waiting; then more is filed and the machine is lost. */
async function lostAfterBackup(cbp: Cbp) {
  const folder = givenFolder()
  const first = await start(folder, cbp)
  const released = await fileMany(first, names('OLD', 5))
  await live(cbp, first, 10)
  const waiting = await fileMany(first, names('WAIT', 5))
  const to = join(givenFolder(), 'backup.sqlite')
  await backup({ data: folder, to, at: cbp.clock.now(), documents: true })
  await live(cbp, first, 3)
  const later = await fileMany(first, names('NEW', 5))
  await live(cbp, first, 8)
  first.stop()
  return { to, folder, released, waiting, later }
}

const once = async (cbp: Cbp) =>
  (await cbp.held()).filter(({ effectiveFilings }) => effectiveFilings !== 1)

const paused = async ({ gateway }: Installation) => (await gateway.sending()).pausedAt !== null

describe('a backup restored elsewhere', () => {
  it('files nothing until it is reconciled, then goes on where CBP is', async () => {
    const cbp = givenCbp()
    const machine = await lostAfterBackup(cbp)
    const folder = join(givenFolder(), 'elsewhere')
    await restore(machine.to, folder, cbp.clock.now())
    const again = await start(folder, cbp)

    expect(await paused(again)).toBe(true)
    await live(cbp, again, 5)
    expect(await cbp.held()).toHaveLength(15)
    await expect(file(again.gateway, parcel('LATE'))).rejects.toMatchObject({ reason: 'paused' })
    expect(await statusesOf(again, machine.waiting)).toEqual(Array(5).fill('queued'))

    expect(await reconcileAll(again)).toMatchObject({ state: 'open', stuck: null })
    expect(await statusesOf(again, machine.released)).toEqual(Array(5).fill('released'))
    expect(await statusesOf(again, machine.waiting)).toEqual(Array(5).fill('released'))
    const { epoch, beyond } = await again.gateway.sending()
    expect(epoch).toBe(1)
    expect(beyond.filter(({ messageId }) => messageId === '').map(({ bills }) => bills)).toEqual(
      names('NEW', 5).map((bill) => expect.stringContaining(bill)),
    )

    // Its caller has a 201 from before, asks for it in vain, and files it again.
    const lost = await again.gateway.file(filer, { draft: parcel('NEW1'), problems: [] }, () => [])
    expect(lost).toMatchObject({ kind: 'refused', problems: [{ code: 'bill_on_file' }] })
    const after = await fileMany(again, ['AFTER'])
    await live(cbp, again, 10)
    expect(await statusesOf(again, after)).toEqual(['released'])
    expect(await cbp.held()).toHaveLength(16)
    expect(await once(cbp)).toEqual([])
    const [entry] = after
    const messages = await again.gateway.messages(filer, entry ?? '')
    expect(messages?.[0]?.id).toMatch(/^ZZ9-1-\d{8}$/)
    expect(await verify(recordLines(again.db))).toMatchObject({ damages: 0 })
    again.stop()
  })

  it('stays paused while CBP cannot be asked, and over a new start', async () => {
    const cbp = givenCbp()
    const { to } = await lostAfterBackup(cbp)
    const folder = join(givenFolder(), 'elsewhere')
    await restore(to, folder, cbp.clock.now())
    const down = await start(folder, cbp, () => new Response('', { status: 503 }))
    expect(await reconcileAll(down)).toMatchObject({ state: 'paused', stuck: 'cbp_http 503' })
    down.stop()
    const again = await start(folder, cbp)
    expect(await paused(again)).toBe(true)
    expect(await reconcileAll(again)).toMatchObject({ state: 'open' })
    again.stop()
    const third = await start(folder, cbp)
    await live(cbp, third, 3)
    expect(await paused(third)).toBe(false)
    expect(await once(cbp)).toEqual([])
    third.stop()
  })

  it('takes an entry as filed that CBP has on file, although its message is not found', async () => {
    const cbp = givenCbp()
    const machine = await lostAfterBackup(cbp)
    const folder = join(givenFolder(), 'elsewhere')
    await restore(machine.to, folder, cbp.clock.now())
    const forgetful = (request: Request) =>
      request.method === 'GET' && request.url.includes('/ace/transmissions/')
        ? Response.json({ code: 'message_unknown' }, { status: 404 })
        : cbp.mock.fetch(request)
    const again = await start(folder, cbp, forgetful)
    expect(await reconcileAll(again)).toMatchObject({ state: 'open' })
    await live(cbp, again, 8)
    expect(await statusesOf(again, machine.waiting)).toEqual(Array(5).fill('released'))
    expect(await once(cbp)).toEqual([])
    expect(await verify(recordLines(again.db))).toMatchObject({ damages: 0 })
    again.stop()
  })

  it('does not send a correction again that CBP has taken meanwhile', async () => {
    const cbp = givenCbp()
    const folder = givenFolder()
    const first = await start(folder, cbp)
    const [id = ''] = await fileMany(first, ['SIMHLD1'])
    await live(cbp, first, 2)
    const draft = parcel('SIMHLD1', { packageQuantity: 2 })
    const amended = await first.gateway.amend(filer, id, { draft, problems: [] }, {}, () => [])
    expect(amended.kind).toBe('changed')
    const to = join(givenFolder(), 'backup.sqlite')
    await backup({ data: folder, to, at: cbp.clock.now(), documents: true })
    await live(cbp, first, 3)
    first.stop()

    const elsewhere = join(givenFolder(), 'elsewhere')
    await restore(to, elsewhere, cbp.clock.now())
    const posts: string[] = []
    const again = await start(elsewhere, cbp, (request) => {
      if (request.method === 'POST') posts.push(new URL(request.url).pathname)
      return cbp.mock.fetch(request)
    })
    await reconcileAll(again)
    await live(cbp, again, 5)
    expect(posts.filter((path) => path === '/ace/transmissions')).toEqual([])
    expect(await once(cbp)).toEqual([])
    const events = await again.gateway.events(filer, id)
    expect(events?.filter(({ type }) => type === 'transmitted')).toHaveLength(2)
    again.stop()
  })

  it('twice from the same copy does not give the same message ids out twice', async () => {
    const cbp = givenCbp()
    const { to } = await lostAfterBackup(cbp)
    for (const [round, epoch] of [1, 2, 3].entries()) {
      const folder = join(givenFolder(), 'again')
      await restore(to, folder, cbp.clock.now())
      const restored = await start(folder, cbp)
      await reconcileAll(restored)
      expect((await restored.gateway.sending()).epoch).toBe(epoch)
      await fileMany(restored, [`ROUND${round}`])
      await live(cbp, restored, 10)
      restored.stop()
    }
    expect(await cbp.held()).toHaveLength(18)
    expect(await once(cbp)).toEqual([])
  })
})

/** The whole folder, without the small file when `forgetful`. */
function copyFolder(from: string, forgetful = false): string {
  const to = join(givenFolder(), 'copy')
  mkdirSync(to)
  for (const name of ['gate321.sqlite', ...(forgetful ? [] : ['sent.json'])]) {
    copyFileSync(join(from, name), join(to, name))
  }
  return to
}

describe('an older state of the database', () => {
  it('copied over a newer one is noticed by what was sent last', async () => {
    const cbp = givenCbp()
    const folder = givenFolder()
    const first = await start(folder, cbp)
    await fileMany(first, names('A', 3))
    await live(cbp, first, 5)
    first.stop()
    const old = copyFolder(folder)
    const second = await start(folder, cbp)
    await fileMany(second, names('B', 3))
    await live(cbp, second, 5)
    second.stop()
    copyFileSync(join(old, 'gate321.sqlite'), join(folder, 'gate321.sqlite'))

    const behind = await start(folder, cbp)
    expect(await behind.gateway.sending()).toMatchObject({
      why: expect.stringContaining('was sent'),
    })
    await live(cbp, behind, 5)
    expect(await once(cbp)).toEqual([])
    await reconcileAll(behind)
    const more = await fileMany(behind, names('C', 3))
    await live(cbp, behind, 10)
    expect(await statusesOf(behind, more)).toEqual(Array(3).fill('released'))
    expect(await cbp.held()).toHaveLength(9)
    expect(await once(cbp)).toEqual([])
    behind.stop()
  })

  it.each([
    ['within a block of numbers', false],
    ['with a new block', true],
  ])(
    'rolled back with everything beside it is noticed by asking CBP first, %s',
    async (_, restarted) => {
      const cbp = givenCbp()
      const folder = givenFolder()
      const first = await start(folder, cbp)
      await fileMany(first, names('A', 3))
      await live(cbp, first, 5)
      // As a disk's snapshot would: the log of the database is not in its file yet.
      const snapshot = join(givenFolder(), 'snapshot')
      mkdirSync(snapshot)
      for (const name of ['gate321.sqlite', 'gate321.sqlite-wal', 'sent.json']) {
        copyFileSync(join(folder, name), join(snapshot, name))
      }
      let lost = first
      if (restarted) {
        first.stop()
        lost = await start(folder, cbp)
      }
      await fileMany(lost, names('B', 3))
      await live(cbp, lost, 5)
      lost.stop()

      const behind = await start(snapshot, cbp)
      expect(await paused(behind)).toBe(false)
      await fileMany(behind, ['SOON'])
      await live(cbp, behind, 3)
      expect(await behind.gateway.sending()).toMatchObject({
        why: expect.stringContaining('CBP knows'),
      })
      expect(await cbp.held()).toHaveLength(6)
      await reconcileAll(behind)
      await live(cbp, behind, 10)
      expect(await once(cbp)).toEqual([])
      behind.stop()
    },
  )

  it('whose log was deleted between two runs is noticed', async () => {
    const cbp = givenCbp()
    const folder = givenFolder()
    const first = await start(folder, cbp)
    await fileMany(first, names('A', 3))
    await live(cbp, first, 5)
    const crashed = join(givenFolder(), 'crashed')
    mkdirSync(crashed)
    copyFileSync(join(folder, 'gate321.sqlite'), join(crashed, 'gate321.sqlite'))
    copyFileSync(join(folder, 'sent.json'), join(crashed, 'sent.json'))
    first.stop()
    const again = await start(crashed, cbp)
    expect(await paused(again)).toBe(true)
    await live(cbp, again, 3)
    expect(await once(cbp)).toEqual([])
    again.stop()
  })

  it('is none when nothing was lost: a stop, a kill, a new start', async () => {
    const cbp = givenCbp()
    const folder = givenFolder()
    for (let run = 0; run < 3; run++) {
      const running = await start(folder, cbp)
      await fileMany(running, names(`RUN${run}X`, 2))
      await live(cbp, running, 5)
      expect(await paused(running)).toBe(false)
      running.stop()
    }
    expect(await cbp.held()).toHaveLength(6)
  })

  it('that is gone altogether is not made anew', async () => {
    const cbp = givenCbp()
    const folder = givenFolder()
    const first = await start(folder, cbp)
    await fileMany(first, ['A'])
    await live(cbp, first, 3)
    first.stop()
    rmSync(join(folder, 'gate321.sqlite'))
    await expect(start(folder, cbp)).rejects.toThrow(/is gone, but sent.json[^]*gate321 restore/)
  })
})
