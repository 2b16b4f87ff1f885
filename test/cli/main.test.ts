import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { listen } from '../../src/node.ts'
import { gate321, givenFolder, givenGateway, givenServer, start } from './given.ts'

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

describe('gate321', () => {
  it('knows its version', async () => {
    const { code, out } = await gate321(['--version'], {})
    expect(out).toBe(`${manifest.version}\n`)
    expect(code).toBe(0)
  })

  it('explains itself', async () => {
    const { code, out } = await gate321(['--help'], {})
    for (const command of ['serve', 'mock', 'check', 'file', 'status']) {
      expect(out).toMatch(new RegExp(`^  ${command} `, 'm'))
    }
    expect(out).toContain('Simulated: nothing here reaches CBP.')
    expect(code).toBe(0)
  })

  it.each([
    [['nonsense'], "unknown command 'nonsense'"],
    [['file'], "missing required argument 'file'"],
    [['status', '--limit', 'many'], 'It is a whole number from 1 on.'],
    [['status', '--url', 'nowhere'], '"nowhere" is not an address'],
    [['status', '--key', 'two words'], 'An API key has no spaces'],
  ])('refuses %j', async (args, why) => {
    const { code, out, err } = await gate321(args, {})
    expect(err).toContain(why)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it('says that no gateway answers, and how to start one', async () => {
    const { port, close } = await listen(() => new Response(), { host: '127.0.0.1', port: 0 })
    await close()
    const { code, err } = await gate321(['status', '--url', `http://127.0.0.1:${port}`], {})
    expect(err).toContain('(ECONNREFUSED). Is it running? Start one with "gate321 serve".')
    expect(code).toBe(3)
  })

  it('says that what answers is no gateway', async () => {
    const url = await givenServer(() => new Response('<h1>It works!</h1>'))
    const { code, err } = await gate321(['status'], { GATE321_URL: url })
    expect(err).toContain('No gate321 is at this address.')
    expect(code).toBe(3)
  })

  it('says that the key is not known', async () => {
    const { url } = await givenGateway()
    const env = { GATE321_URL: url, GATE321_API_KEY: 'another' }
    const { code, err } = await gate321(['status'], env)
    expect(err).toContain('401 auth_invalid')
    expect(code).toBe(1)
  })

  it.each([
    ['serve', /gateway +(http:\S+)/],
    ['mock', /listens on (http:\S+)/],
  ])('starts with %s, and ends when it is told', async (command, address) => {
    const child = start([command, '--port', '0', '--data', givenFolder()], { MOCK_PORT: '0' })
    let out = ''
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      out += chunk
      if (address.test(out)) break
    }
    const url = address.exec(out)?.[1]
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    child.stdout.resume()
    child.kill('SIGTERM')
    expect(await once(child, 'close')).toEqual([0, null])
  })
})
