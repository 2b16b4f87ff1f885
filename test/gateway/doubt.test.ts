import { describe, expect, it } from 'vitest'
import type { Send } from '../../src/gateway/deps.ts'
import { wireNames } from '../../src/domain/wire.ts'
import { speech } from './speech.ts'
import type { Speech } from './speech.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'
import type { World } from './world.ts'

function error(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

const isFiling = (request: Request) =>
  request.method === 'POST' && request.url.endsWith('/ace/transmissions')

/** CBP does nothing with the filing, and answers so. */
const instead =
  (answer: () => Response) =>
  ({ cbp }: World): Send =>
  (request) =>
    isFiling(request) ? answer() : cbp(request)

/** CBP files it, and its reply is lost or comes out as this. */
const afterwards =
  (answer: (reply: string) => Response) =>
  ({ cbp }: World): Send =>
  async (request) => {
    const response = await cbp(request)
    return isFiling(request) ? answer(await response.text()) : response
  }

const throwing = (code: string) => () => {
  throw error(code)
}

type Trouble = readonly [what: string, line: (world: World) => Send, note: RegExp]

const troubleOn = ({ answer, aboutAnother, saidTwice }: Speech): readonly Trouble[] => [
  ['garbage', instead(() => answer('\u0001\u0002 not xml')), /^cbp_(not_xml|malformed)$/],
  ['an HTML page', instead(() => answer('<html><body>Sign in</body></html>')), /^cbp_(not_xml|malformed)$/],
  ['nothing at all', instead(() => answer('')), /^cbp_empty$/],
  ['204', instead(() => new Response(null, { status: 204 })), /^cbp_empty$/],
  ['500', instead(() => answer('oops', 500)), /^cbp_http 500$/],
  ['503', instead(() => answer('later', 503)), /^cbp_http 503$/],
  ['a reset connection', instead(throwing('ECONNRESET')), /^cbp_connection ECONNRESET$/],
  ['a timeout', instead(throwing('UND_ERR_HEADERS_TIMEOUT')), /^cbp_connection/],
  ['half a document after filing', afterwards((text) => answer(text.slice(0, text.length / 2))), /^cbp_truncated$/],
  ['a lost reply after filing', afterwards(throwing('ECONNRESET')), /^cbp_connection/],
  ['500 after filing', afterwards(() => answer('oops', 500)), /^cbp_http 500$/],
  ['an empty reply after filing', afterwards(() => answer('')), /^cbp_empty$/],
  [
    "another transmission's reply after filing",
    afterwards((text) => answer(text.replace('ZZ9-0-00000001', 'ZZ9-0-00000009'))),
    /^cbp_wrong_correlation$/,
  ],
  [
    "another block's reply after filing",
    afterwards((text) => answer(text.replace(/(ZZ9-0-0000000)1([^]*?\1)1/, '$11$29'))),
    /^cbp_wrong_correlation$/,
  ],
  ['a reply about another entry after filing', afterwards((text) => answer(aboutAnother(text))), /^cbp_ambiguous$/],
  ['one entry twice after filing', afterwards((text) => answer(saidTwice(text))), /^cbp_ambiguous$/],
] // prettier-ignore

describe.each(wireNames)('CBP answers on %s with', (wire) => {
  it.each(troubleOn(speech[wire]))(
    '%s: in doubt, then filed once when CBP recovers',
    async (_, line, note) => {
      const w = await world({ wire })
      const { id } = await file(w.gateway, parcel('HAWB1'))
      w.line(line(w))
      await w.gateway.tick()

      const doubtful = await w.gateway.get(filer, id)
      expect(doubtful?.status).toBe('queued')
      expect(doubtful?.transmission).toMatchObject({ inDoubt: true, attempts: 1 })
      expect(doubtful?.transmission?.note).toMatch(note)

      w.line()
      await live(w, w.gateway, 90)
      expect(await statusOf(w.gateway, id)).toBe('released')
      expect(await heldByCbp(w)).toMatchObject([{ effectiveFilings: 1, transmissions: 1 }])
    },
  )
})

describe.each(wireNames)('a send that surely reached nobody, on %s,', (wire) => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'])(
    '%s is not in doubt, and is sent again',
    async (code) => {
      const w = await world({ wire })
      const { id } = await file(w.gateway, parcel('HAWB1'))
      w.line(() => {
        throw error(code)
      })
      await w.gateway.tick()
      expect((await w.gateway.get(filer, id))?.transmission).toMatchObject({ inDoubt: false })

      w.line()
      await live(w, w.gateway, 30)
      expect(await statusOf(w.gateway, id)).toBe('released')
    },
  )

  it.each([301, 401, 403, 404, 405])('HTTP %i is not in doubt but alarms', async (status) => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    w.line((request) => (isFiling(request) ? new Response('no', { status }) : w.cbp(request)))
    await w.gateway.tick()
    expect((await w.gateway.get(filer, id))?.transmission).toMatchObject({ inDoubt: false })
    expect(w.logged).toContainEqual(
      expect.objectContaining({ level: 'alarm', event: 'cbp_unusable' }),
    )
  })
})

describe.each(wireNames)('resending, on %s,', (wire) => {
  it('asks CBP first, and sends the same bytes under the same message id only when it is unknown', async () => {
    const w = await world({ wire })
    await file(w.gateway, parcel('HAWB1'))
    const calls: string[] = []
    const bodies: string[] = []
    let down = true
    w.line(async (request) => {
      const { pathname } = new URL(request.url)
      if (!pathname.startsWith('/ace/transmissions')) return w.cbp(request)
      calls.push(`${request.method} ${pathname} ${request.headers.get('Message-Id') ?? ''}`.trim())
      if (request.method !== 'POST') return w.cbp(request)
      bodies.push(await request.clone().text())
      if (down) throw error('ECONNRESET')
      return w.cbp(request)
    })
    await w.gateway.tick()
    down = false
    await live(w, w.gateway, 3)

    expect(calls).toEqual([
      'POST /ace/transmissions ZZ9-0-00000001',
      'GET /ace/transmissions/ZZ9-0-00000001',
      'POST /ace/transmissions ZZ9-0-00000001',
    ])
    expect(bodies[0]).toBe(bodies[1])
  })

  it('sends nothing again while CBP cannot be asked', async () => {
    const w = await world({ wire })
    await file(w.gateway, parcel('HAWB1'))
    let sends = 0
    w.line((request) => {
      if (isFiling(request)) sends++
      throw error('ECONNRESET')
    })
    await live(w, w.gateway, 120)
    expect(sends).toBe(1)
  })

  it('takes "already on file" after a first attempt for what it is', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    // CBP files it and forgets the message id, as a CBP without dedupe would.
    const first = afterwards(throwing('ECONNRESET'))(w)
    w.line(first)
    await w.gateway.tick()
    w.line(async (request) => {
      const { pathname } = new URL(request.url)
      if (request.method === 'GET' && pathname.startsWith('/ace/transmissions/')) {
        return Response.json({ code: 'message_unknown' }, { status: 404 })
      }
      if (!isFiling(request)) return w.cbp(request)
      const known = await w.cbp(request)
      return speech[wire].answer(speech[wire].alreadyOnFile(await known.text()))
    })
    await live(w, w.gateway, 20)
    expect(await statusOf(w.gateway, id)).toBe('released')
  })
})

describe.each(wireNames)('what no resend can help, on %s,', (wire) => {
  it('parks a transmission that CBP refused whole, and keeps its entries queued', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    w.line((request) =>
      isFiling(request) ? speech[wire].answer(speech[wire].rejection) : w.cbp(request),
    )
    await live(w, w.gateway, 5)
    expect(await w.gateway.get(filer, id)).toMatchObject({
      status: 'queued',
      transmission: {
        inDoubt: false,
        note: 'cbp_batch_rejected 999 BATCH REJECTED: X34 UNKNOWN RECORD ID FOUND IN GROUPING, record 5, column 1',
      },
    })
    expect(w.logged).toContainEqual(
      expect.objectContaining({ level: 'alarm', event: 'transmission_parked' }),
    )
  })
})
