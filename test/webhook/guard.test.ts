import { describe, expect, it } from 'vitest'
import { guarded } from '../../src/webhook/guard.ts'
import type { Resolve } from '../../src/webhook/guard.ts'

const strict = { private: false, ports: [] }
const url = 'https://shop.example.com/hook'
const request = () => new Request(url, { method: 'POST', body: '{}' })

/** A sender whose names lead where they are told, and what it connected to. */
function given(resolve: Resolve, allowed = strict) {
  const connected: (readonly string[])[] = []
  const receivers = guarded(allowed, resolve, async (_, addresses) => {
    connected.push(addresses)
    return new Response(null, { status: 204 })
  })
  return { ...receivers, connected }
}

describe('a sender of webhooks', () => {
  it('connects to exactly the addresses that it judged', async () => {
    const { send, refuse, connected } = given(async () => ['8.8.8.8', '2606:4700::1111'])
    expect(await refuse(url)).toBeUndefined()
    await send(request())
    expect(connected).toEqual([['8.8.8.8', '2606:4700::1111']])
  })

  it.each([['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::ffff:127.0.0.1'], ['8.8.8.8', 'fe80::1'], ['x']])(
    'refuses all of them when one is not public: %s',
    async (...addresses) => {
      const { send, refuse, connected } = given(async () => addresses)
      expect(await refuse(url)).toMatch(/not public/)
      await expect(send(request())).rejects.toThrow('not sent: its host name leads to an address')
      expect(connected).toEqual([])
    },
  ) // prettier-ignore

  it('asks again at every attempt: a name that turned bad is refused, and comes back', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1'], ['8.8.8.8'], ['169.254.169.254']]
    const { send, connected } = given(async () => answers.shift() ?? [])
    await send(request())
    await expect(send(request())).rejects.toThrow(/not public/)
    await send(request())
    await expect(send(request())).rejects.toThrow(/not public/)
    await expect(send(request())).rejects.toThrow(/no address/)
    expect(connected).toEqual([['8.8.8.8'], ['8.8.8.8']])
  })

  it('asks once for each attempt, so that a second answer has no say', async () => {
    let asked = 0
    const { send } = given(async () => [++asked === 1 ? '8.8.8.8' : '127.0.0.1'])
    await send(request())
    expect(asked).toBe(1)
  })

  it('says so when the name cannot be resolved', async () => {
    const { send, refuse } = given(async () => {
      throw new Error('queryA ENOTFOUND shop.example.com')
    })
    expect(await refuse(url)).toBe('its host name cannot be resolved')
    await expect(send(request())).rejects.toThrow('ENOTFOUND')
  })

  it('judges the URL before it asks anybody for the name', async () => {
    let asked = 0
    const { refuse } = given(async () => {
      asked++
      return ['8.8.8.8']
    })
    expect(await refuse('https://localhost/')).toMatch(/no dot/)
    expect(asked).toBe(0)
  })

  it('takes any address where private ones are allowed', async () => {
    const { send, connected } = given(async () => ['127.0.0.1'], { private: true, ports: [] })
    await send(new Request('http://localhost:3000/'))
    expect(connected).toEqual([['127.0.0.1']])
  })
})
