import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createMockCbp } from '../../mock-cbp/index.ts'
import { handlers } from '../../mock-cbp/msw.ts'
import { basic, codes, filing, mailbox, noon, replyIn, send, transmission } from './given.ts'

const mock = createMockCbp({ clock: { now: () => noon }, pace: 'manual' })
const server = setupServer(
  ...handlers('https://cbp.test'),
  ...handlers('https://gateway.test/to/cbp/', mock),
)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

describe('under msw', () => {
  it('answers a real fetch to its base URL', async () => {
    const response = await fetch('https://cbp.test/ace/mailbox?limit=5', { headers: basic() })
    expect(response.headers.get('X-Simulated')).toBe('gate321 mock-cbp')
    expect(await response.text()).toContain('<StatusNotifications')
    expect((await fetch('https://cbp.test/healthz')).status).toBe(200)
  })

  it('lives below a path too, and its clock is in the hands of the test', async () => {
    const below = {
      fetch: (request: Request) =>
        fetch(new Request(request.url.replace('http://cbp.test', 'https://gateway.test/to/cbp'), request)), // prettier-ignore
    }
    const body = transmission('M-1', [filing('A', 1, 'SIMREL1')])
    const reply = await replyIn(await send(below, 'M-1', body))
    expect(reply.results).toMatchObject([{ sxDisposition: '02' }])
    await mock.clock.advance('PT2H')
    expect(codes(await mailbox(below))).toEqual(['SO60 97', 'SO60 98'])
  })

  it('leaves other addresses alone', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await expect(fetch('https://elsewhere.test/ace/mailbox')).rejects.toThrow()
  })
})
