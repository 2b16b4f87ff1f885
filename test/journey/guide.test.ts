import { execFile } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freshFolder, kill, startProcess } from './process.ts'

const run = promisify(execFile)

const guide = readFileSync('docs/guide.md', 'utf8')

const blocksOf = (text: string, language: string) =>
  [...text.matchAll(/```(\w+)\n([^]*?)```/g)]
    .filter(([, name]) => name === language)
    .map(([, , block = '']) => block)

const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => found(port))
    })
  })

const until = (done: string) => `until ${done}; do sleep 0.1; done`

describe('the guide', () => {
  it('has a first hour whose lines all run, one after the other', async () => {
    const folder = freshFolder()
    onTestFinished(folder.remove)
    for (const name of ['fixtures', 'node_modules']) {
      symlinkSync(join(process.cwd(), name), join(folder.path, name))
    }
    const settings = { GATE321_WEBHOOK_ALLOW_PRIVATE: 'true' }
    const running = await startProcess(join(folder.path, 'data'), settings)
    onTestFinished(async () => void (await kill(running.child, 'SIGTERM')))
    const [start, ...blocks] = blocksOf(guide, 'sh')
    expect(start).toBe('GATE321_WEBHOOK_ALLOW_PRIVATE=true npm start\n')
    const done = until('curl -s "$U/batches?limit=1" -H "$A" | grep -q \'"done"\'')
    const script = blocks
      .map((block, at) => `echo "== ${at}"\n${block}`)
      .join('\n')
      .replaceAll('http://localhost:3321', running.url)
      .replaceAll('4321', String(await freePort()))
      .replaceAll('npx gate321', `node ${join(process.cwd(), 'scripts/gate321.mjs')}`)
      .replaceAll('B=$', `${done}\nB=$`)
      .replaceAll('sleep 1\n', until('curl -s -o /dev/null $(field .url < webhook.json)') + '\n')
      .replaceAll('sleep 5\n', until('grep -q webhook.test heard.txt') + '\n')
    const ended = 'trap "kill \\$(jobs -p)" EXIT'
    const { stdout, stderr } = await run('bash', ['-c', `${ended}\n${script}`], {
      cwd: folder.path,
      env: { ...process.env, GATE321_URL: running.url },
    })
    const [, said = '', one = '', many = '', cli = '', told = ''] = stdout.split(/== \d\n/)
    expect(stderr).not.toMatch(/not found|SyntaxError/)
    expect(said).toBe('')
    expect(one).toContain('"entryNumber":"ZZ9-0000001-1"')
    expect(one).toMatch(/(queued|submitted|under_review|released)\n$/)
    expect(many).toContain('"state":"filing"')
    expect(many).toMatch(/"received":9,"accepted":7,"refused":2/)
    expect(many).toContain('gate321 reason')
    expect(cli).toMatch(/7 filed, 2 refused/)
    expect(told).toContain('webhook.test')
  }, 60_000)

  it('shows the test that the tests of the package run', () => {
    const [example] = blocksOf(guide, 'ts')
    expect(example).toBe(blocksOf(readFileSync('docs/testing.md', 'utf8'), 'ts')[0])
  })

  it('has every picture that it shows, each with its words', () => {
    const shown = [...guide.matchAll(/!\[([^\]]*)\]\((pictures\/[^)]+)\)/g)]
    expect(shown.length).toBeGreaterThan(7)
    for (const [, words = '', path = ''] of shown) {
      expect(words.length).toBeGreaterThan(10)
      expect(existsSync(join('docs', path)), path).toBe(true)
    }
  })
})
