import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { Announcement } from '../../src/client.ts'
import { heard } from '../../src/cli/heard.ts'
import type { Heard } from '../../src/cli/heard.ts'
import { createClient, GatewayProblem } from '../../src/client.ts'
import { file, live, parcel } from '../gateway/world.ts'
import { givenGateway, printed, start } from './given.ts'

const waiting = /Following\./

describe('gate321 watch', () => {
  it('prints a line a change, and ends cleanly with Ctrl-C', async () => {
    const given = await givenGateway()
    const child = start(['watch'], { GATE321_URL: given.url })
    await printed(child.stderr, waiting)
    await file(given.gateway, parcel('SIMREL1'))
    await live(given, given.gateway, 6)
    const out = await printed(child.stdout, /released/)
    expect(out).toMatch(/^2026-11-23 14:00:00 {2}ZZ9-0000001-1 {2}queued {8}SHP-SIMREL1$/m)
    expect(out).toMatch(/^2026-11-23 14:00:0\d {2}ZZ9-0000001-1 {2}released {6}SHP-SIMREL1$/m)
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([0, null])
  })

  it('prints NDJSON for programs, of the statuses that are asked for', async () => {
    const given = await givenGateway()
    const child = start(['watch', '--json', '--status', 'released', 'rejected', '--after', '0'], {
      GATE321_URL: given.url,
    })
    await file(given.gateway, parcel('SIMREL1'))
    await live(given, given.gateway, 6)
    const [line = ''] = (await printed(child.stdout, /\n/)).split('\n')
    expect(JSON.parse(line)).toMatchObject({
      type: 'entry.released',
      data: { simulated: true, entry: { reference: 'SHP-SIMREL1' }, position: expect.any(Number) },
    })
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([0, null])
  })

  it('tells of one master bill alone', async () => {
    const given = await givenGateway()
    const other = parcel('SIMREL9', { bill: { masterBill: '172-99999992', houseBill: 'SIMREL9' } })
    const child = start(['watch', '--master', '17212345675'], { GATE321_URL: given.url })
    await printed(child.stderr, waiting)
    await file(given.gateway, other)
    await file(given.gateway, parcel('SIMREL1'))
    await live(given, given.gateway, 6)
    const out = await printed(child.stdout, /released/)
    expect(out).not.toContain('SIMREL9')
    child.kill('SIGINT')
    await once(child, 'close')
  })

  it.each([
    [0, 'everything is at its end', ['SIMREL1']],
    [4, 'something needs you', ['SIMREL1', 'SIMDOC1']],
  ])('ends by itself with %i when %s', async (expected, _, names) => {
    const given = await givenGateway()
    for (const name of names) await file(given.gateway, parcel(name))
    const child = start(['watch', '--until-done'], { GATE321_URL: given.url })
    await printed(child.stderr, waiting)
    await live(given, given.gateway, 6)
    child.stdout.resume()
    expect(await once(child, 'close')).toEqual([expected, null])
  })

  it('is interrupted with 130 before all is done', async () => {
    const given = await givenGateway()
    await file(given.gateway, parcel('SIMREL1'))
    const child = start(['watch', '--until-done'], { GATE321_URL: given.url })
    await printed(child.stderr, waiting)
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([130, null])
  })

  it('ends with 3 when there is no gateway to begin with', async () => {
    const { run } = await givenGateway(() => new Response('', { status: 502 }))
    expect((await run(['watch'])).code).toBe(3)
  })
})

/** A gateway that plays `streams`, one a connection, and says what it was asked for. */
function givenStreams(streams: readonly (string | Error | GatewayProblem)[]) {
  const asked: (string | null)[] = []
  const ending = new AbortController()
  const send: typeof fetch = async (input) => {
    asked.push(new URL(String(input)).searchParams.get('after'))
    const stream = streams[asked.length - 1]
    if (stream === undefined) {
      ending.abort()
      throw new Error('the end')
    }
    if (stream instanceof GatewayProblem) {
      return Response.json({ code: stream.code, detail: 'x' }, { status: stream.status })
    }
    if (stream instanceof Error) throw stream
    return new Response(stream)
  }
  return { client: createClient({ url: 'http://gateway.test', key: 'k', fetch: send }), asked, ending }
} // prettier-ignore

const opening = (position: number) => `retry: 2000\nid: ${position}\n\n`
const told = (position: number) =>
  `id: ${position}\ndata: ${JSON.stringify({ data: { position } } as Announcement)}\n\n`

async function hear(streams: readonly (string | Error | GatewayProblem)[]) {
  const { client, asked, ending } = givenStreams(streams)
  const rests: number[] = []
  const rest = async (millis: number) => void rests.push(millis)
  const found: Heard[] = []
  for await (const item of heard(client, { signal: ending.signal, rest })) found.push(item)
  const kinds = found.map((item) => (item.kind === 'told' ? item.announcement.data.position : item.kind)) // prettier-ignore
  return { asked, kinds, rests }
}

describe('a stream that breaks', () => {
  it('is taken up where it broke', async () => {
    const lost = new TypeError('terminated')
    const { asked, kinds } = await hear([opening(7) + told(8), lost, lost, opening(8) + told(9)])
    expect(kinds).toEqual(['opened', 8, 'lost', 'lost', 'lost', 'opened', 9, 'lost'])
    expect(asked.slice(0, 4)).toEqual([null, '8', '8', '8'])
  })

  it('is taken up also when nothing was heard yet', async () => {
    expect((await hear([opening(7)])).asked).toEqual([null, '7'])
  })

  it('is asked for ever more seldom, and often again once it was heard', async () => {
    const lost = new TypeError('terminated')
    const { rests } = await hear([opening(1), lost, lost, lost, lost, lost, lost, opening(1)])
    expect(rests).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 500])
  })

  it('begins anew where what was missed is gone', async () => {
    const gone = new GatewayProblem(410, { code: 'position_gone', detail: 'x' })
    const { asked, kinds } = await hear([opening(7), gone, opening(50)])
    expect(kinds).toEqual(['opened', 'lost', 'missed', 'opened', 'lost'])
    expect(asked.slice(0, 3)).toEqual([null, '7', null])
  })

  it.each([
    [401, [opening(7), new GatewayProblem(401, { code: 'auth_invalid', detail: 'x' })]],
    [503, [new GatewayProblem(503, { code: 'stream_full', detail: 'x' })]],
  ])('is given up with a %i that does not pass', async (status, streams) => {
    await expect(hear(streams)).rejects.toMatchObject({ status })
  })
})
