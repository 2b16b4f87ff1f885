import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'
import { file, filing, get, givenMock, noon, number, post } from './given.ts'

type Mock = Parameters<typeof get>[0]

describe('the page on workerd', () => {
  let edge: Edge
  beforeAll(async () => {
    const mock = { GATE321_MOCK_PACE: 'manual', GATE321_TODAY: '2026-11-23' }
    edge = await startEdge({ GATE321_API_KEY: 'dev-key' }, mock)
  }, 60_000)
  afterAll(() => edge.close())

  const paths = ['entries', `entries/${number(1)}`, 'scenarios', 'trouble', 'flights', 'page.css', 'page.js'] // prettier-ignore

  const told = async (mock: Mock) => {
    await post(mock, '/_mock/clock', JSON.stringify({ set: noon }))
    await file(mock, 'M-1', filing('A', 1, 'SIMDOC1'), filing('A', 2, 'HAWB2'))
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    await post(mock, '/_mock/view/do/clock', 'move=1h', form)
    await post(mock, '/_mock/view/do/say', `entry=${number(2)}&say=exam`, form)
    return Promise.all(
      paths.map(async (path) => {
        const response = await get(mock, `/_mock/view/${path}`)
        return [path, response.status, await response.text()]
      }),
    )
  }

  it('is the same as on Node, to the byte', async () => {
    const worker = { fetch: (request: Request) => edge.cbp(request) } as Mock
    const here = await told(givenMock({ pace: 'manual', inspectionRate: 0.02 }))
    expect(await told(worker)).toEqual(here)
    expect(here.map(([, status]) => status)).toEqual(paths.map(() => 200))
    expect(here[1]?.[2]).toContain('CBP asks for a document.')
  })
})
