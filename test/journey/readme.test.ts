import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshFolder, get, kill, startProcess, until } from './process.ts'
import type { Started } from './process.ts'

const run = promisify(execFile)

/** The README's shell blocks that call the API, in their order. */
const blocks = [...readFileSync('README.md', 'utf8').matchAll(/```sh\n([^]*?)```/g)]
  .map(([, block = '']) => block)
  .filter((block) => block.includes('curl'))

describe('the README', () => {
  const folder = freshFolder()
  let running: Started
  beforeAll(async () => {
    running = await startProcess(folder.path)
  })
  afterAll(async () => {
    await kill(running.child, 'SIGTERM')
    folder.remove()
  })

  const shell = async (script: string) => {
    const here = script.replaceAll('http://localhost:3321', running.url)
    const { stdout } = await run('bash', ['-c', here], { cwd: folder.path })
    return stdout
  }
  const status = (number: string, wanted: string) =>
    until(
      () => get(`${running.url}/v1/entries/${number}`),
      (entry) => entry['status'] === wanted,
    )

  it('has a first call that is released within ten seconds', { timeout: 20_000 }, async () => {
    const filed = JSON.parse(await shell(blocks[0] ?? '')) as Record<string, unknown>
    expect(filed).toMatchObject({ status: 'queued', entryNumber: 'ZZ9-0000001-1' })
    const begun = performance.now()
    await status('ZZ9-0000001-1', 'released')
    expect(performance.now() - begun).toBeLessThan(10_000)
    const { items } = (await get(`${running.url}/v1/entries/ZZ9-0000001-1/events`)) as {
      items: { status: string; type: string; messages: string[] }[]
    }
    const passed = [...new Set(items.map((event) => event.status))]
    expect(passed).toEqual(['queued', 'submitted', 'under_review', 'released'])
    expect(items.filter(({ type, messages }) => type !== 'filed' && messages.length !== 1)).toEqual(
      [],
    )
  })

  it('has ten lines that all work', { timeout: 30_000 }, async () => {
    const lines = (blocks[1] ?? '').trim().split('\n')
    const calls = lines.filter((line) => line.startsWith('curl'))
    const setting = lines.filter((line) => line !== '' && !line.startsWith('curl')).join('\n')
    expect(calls).toHaveLength(10)
    for (const call of calls) {
      if (call.includes('/answers')) await status('ZZ9-0000002-9', 'discrepancy')
      if (call.includes('PATCH')) await status('ZZ9-0000003-7', 'submitted')
      const answer = JSON.parse(await shell(`${setting}\n${call}`)) as Record<string, unknown>
      expect(answer, call).not.toHaveProperty('code')
    }
    await status('ZZ9-0000002-9', 'released')
  })

  it('has questions to ask before filing that all work', async () => {
    const [setting = '', ...calls] = (blocks[2] ?? '').trim().split('\n')
    const answers = await Promise.all(calls.map((call) => shell(`${setting}\n${call}`)))
    expect(answers.map((text) => JSON.parse(text) as unknown)).toMatchObject([
      { items: expect.arrayContaining([expect.objectContaining({ heading: '3926' })]) },
      { items: [{ reference: 'SHP-000123', lanes: expect.any(Array) }] },
      { verdict: { divergent: expect.any(Boolean) } },
    ])
  })

  it('sends a file of shipments and sees how far it is', async () => {
    const lines = (blocks[3] ?? '').trim().split('\n')
    const [setting = '', send = '', list = ''] = lines
    const sent = send.replace('@fixtures/', `@${process.cwd()}/fixtures/`)
    const batch = JSON.parse(await shell(`${setting}\n${sent}`)) as { id: string }
    expect(batch).toMatchObject({ state: 'filing', counts: { received: 9 } })
    const { items } = JSON.parse(await shell(`${setting}\n${list}`)) as { items: object[] }
    expect(items).toMatchObject([{ id: batch.id }])
  })
})
