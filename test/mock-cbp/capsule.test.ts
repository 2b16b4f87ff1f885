import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CapsuleRefused, readCapsule } from '../../mock-cbp/capsule/form.ts'
import { standIns } from '../../mock-cbp/capsule/transmission.ts'
import { version } from '../../mock-cbp/capsule/version.ts'
import { readCargoRelease } from '../../src/message/filing.ts'
import { file, filing, get, givenMock, mailbox, post, refusal, send, shipment, transmission } from './given.ts' // prettier-ignore
import { canaries, capsuleOf, liveADay } from './lively.ts'
import { capsuleIn, different, playIn, replayed } from './replayed.ts'

async function lived() {
  const mock = givenMock({ pace: 'manual' })
  const answers = await liveADay({ send: mock.fetch })
  const { text } = await capsuleOf({ send: mock.fetch })
  return { mock, answers, text, capsule: readCapsule(text) }
}

const bill = (item: number) => filing('A', item, `SIMREL${item}`)

describe('a capsule of a lively day', () => {
  it('is the same twice, and holds every exchange', async () => {
    const { mock, answers, text, capsule } = await lived()
    expect((await capsuleOf({ send: mock.fetch })).text).toBe(text)
    expect((await lived()).text).toBe(text)
    expect(capsule.exchanges).toHaveLength(answers.length)
    expect(answers.filter((answer) => answer.startsWith('5'))).toEqual([])
    expect(text.endsWith('}\n')).toBe(true)
  })

  it('replays to the same replies, twice', async () => {
    const { capsule } = await lived()
    expect(different(await replayed(capsule))).toEqual([])
    expect(different(await replayed(capsule))).toEqual([])
  })

  it('is what a replay leaves behind, to the byte', async () => {
    const { capsule, text } = await lived()
    const again = await playIn(capsule)
    expect((await capsuleOf({ send: again.fetch })).text).toBe(text)
  })

  it('holds nothing of what people typed', async () => {
    const { text } = await lived()
    expect(canaries.filter((word) => text.includes(word))).toEqual([])
  })

  it('keeps what the mock went by: bills, codes, days, states, countries', async () => {
    const { text } = await lived()
    for (const kept of ['SIMREL1', 'FLIGHT1', '6109100040', '2026-12-01', '>NY<', '>VN<', '880']) {
      expect(text).toContain(kept)
    }
  })
})

describe('a capsule, redacted,', () => {
  const spelled = (name: string, fairRetailValue: string) => {
    const { consignee, lines } = shipment('')
    const [line] = lines
    return {
      consignee: { ...consignee, name },
      lines: line ? [{ ...line, fairRetailValue }] : [],
    }
  }
  const forHer = (sequence: number, name: string, value: string) =>
    filing('A', sequence, `DAY${sequence}`, { shipment: shipment(`DAY${sequence}`, spelled(name, value)) }) // prettier-ignore

  it("still adds up one person's day, however the name was typed", async () => {
    const mock = givenMock({ pace: 'manual' })
    await file(mock, 'M-1', forHer(1, 'Jane Smith', '500.00'), forHer(2, 'Jane Doe', '500.00'))
    await file(mock, 'M-2', forHer(3, 'JANE  SMITH', '400.00'))
    const { capsule, text } = await capsuleIn(mock)
    expect(text).not.toMatch(/jane|smith|doe/i)
    const again = await playIn(capsule)
    const { items } = (await again.control('days')) as { items: object[] }
    expect(items).toMatchObject([
      { consignee: 'NAME 2, STREET 1, CITY 1', entries: 2, valueUsd: 900 },
      { consignee: 'NAME 4, STREET 1, CITY 1', entries: 1, valueUsd: 500 },
    ])
    expect(different(await replayed(capsule))).toEqual([])
  })

  it('still tells the same bytes under one id from other bytes', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', forHer(1, 'Jane Smith', '30.00'))
    await file(mock, 'M-1', forHer(1, 'Jane Smith', '30.00'))
    const spelled = transmission('M-1', [forHer(1, 'Jane Smith', '30.00')])
    await send(mock, 'M-1', spelled.replace('JANE SMITH', 'Jane Smith'))
    await send(mock, 'M-1', 'no document at all')
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges.map(({ reply }) => reply.status)).toEqual([200, 200, 409, 409])
    expect(different(await replayed(capsule))).toEqual([])
  })

  it("still meets a rule by a name, the mock's own as one that was added", async () => {
    const rule = { id: 'OURS', match: { consignee: '^jane', description: 'cotton' }, steps: 'detain' } // prettier-ignore
    const mock = givenMock({ pace: 'manual', scenarios: [rule] })
    await mock.control('scenarios', { id: 'ADDED', match: { seller: 'craft' }, not: { consignee: 'jane' }, steps: 'refuse' }) // prettier-ignore
    await file(mock, 'M-1', forHer(1, 'Jane Smith', '30.00'), forHer(2, 'John Smith', '30.00'))
    await mock.clock.advance('1h')
    await mailbox(mock)
    const { capsule, text } = await capsuleIn(mock)
    expect(text).not.toMatch(/jane|john|craft|cotton/i)
    expect(capsule.rules).toEqual([
      { id: 'OURS', match: { consignee: '^(NAME 2)$', description: '^(GOODS 1)$' }, steps: ['detain'] }, // prettier-ignore
    ])
    expect(text).toMatch(/SO60[^]+?<code>04</)
    expect(text).toMatch(/SO60[^]+?<code>29</)
    expect(different(await replayed(capsule))).toEqual([])
  })

  it('of more than a page of the journal is whole, and one polled twice is one message', async () => {
    const mock = givenMock({ pace: 'manual' })
    await file(mock, 'M-1', forHer(1, 'Jane Smith', '30.00'))
    for (let look = 0; look < 205; look += 1) await mailbox(mock)
    await post(mock, '/ace/transmissions?again', transmission('M-1', [forHer(1, 'Jane Smith', '30.00')]), { 'Content-Type': 'application/xml', 'Message-Id': 'M-1' }) // prettier-ignore
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges).toHaveLength(207)
    expect(capsule.exchanges.map(({ position }) => position)).toEqual(
      capsule.exchanges.map((_, index) => index + 1),
    )
    expect(capsule.exchanges.at(-1)?.reply.status).toBe(200)
    expect(different(await replayed(capsule))).toEqual([])
  })

  it('withholds methods that nobody knows', async () => {
    const mock = givenMock()
    await mock.fetch(new Request('http://cbp.test/ace/mailbox', { method: 'JANE' }))
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges).toMatchObject([{ method: 'WITHHELD', withheld: 'method' }])
    expect(different(await replayed(capsule))).toEqual([])
  })

  it('withholds what cannot be read, and keeps its fault', async () => {
    const mock = givenMock()
    await send(mock, 'M-1', '<!DOCTYPE jane><CargoRelease/>')
    await send(mock, 'M-1', transmission('M-1', [bill(1)]).slice(0, -20))
    await post(mock, '/ace/documents', '{"jane', { 'Message-Id': 'D-1' })
    const { capsule, text } = await capsuleIn(mock)
    expect(text).not.toMatch(/jane/i)
    expect(capsule.exchanges.map(({ withheld }) => withheld)).toEqual([
      'cbp_forbidden_construct',
      'cbp_truncated',
      'unreadable',
    ])
    expect(different(await replayed(capsule))).toEqual([])
  })

  it.each(Object.entries(standIns))('has a document that is %s', (fault, text) => {
    const reading = readCargoRelease(new TextEncoder().encode(text))
    expect(reading.ok ? 'readable' : reading.fault).toBe(fault)
  })
})

describe('a capsule of a world', () => {
  it('that nobody has used is empty', async () => {
    const { capsule } = await capsuleIn(givenMock())
    expect(capsule).toMatchObject({ format: 'gate321-capsule/1', exchanges: [] })
    expect(await replayed(capsule)).toEqual([])
  })

  it('whose clock runs holds the time that passed', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', bill(1))
    mock.seconds(1)
    expect(await mailbox(mock)).toHaveLength(1)
    await mock.clock.freeze()
    mock.seconds(900)
    expect(await mailbox(mock)).toHaveLength(1)
    await mock.clock.run()
    mock.seconds(901)
    expect(await mailbox(mock)).toHaveLength(2)
    await mock.clock.advance('1h')
    mock.seconds(903)
    await mailbox(mock)
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges.map(({ baseAt }) => baseAt.slice(14, 19))).toEqual([
      ...['00:00', '00:01', '00:01', '00:01', '00:01', '00:02', '00:02', '00:04'],
    ])
    expect(different(await replayed(capsule))).toEqual([])
  })

  it('that began before its journal begins when it began', async () => {
    const mock = givenMock({ pace: 'manual' })
    await mock.snapshot('nothing')
    mock.hours(5)
    await file(mock, 'M-1', bill(1))
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges[0]?.baseAt).toBe('2026-11-28T12:00:00.000Z')
    expect(different(await replayed(capsule))).toEqual([])
  })

  it.each(['manual', 'fast'] as const)('goes along with it: restore, fork, reset (%s)', async (pace) => {
    const mock = givenMock({ pace })
    await mock.control('settings', { inspectionRate: 1 })
    await file(mock, 'M-1', bill(1))
    await mock.snapshot('filed')
    await mock.clock.advance('1h')
    mock.seconds(2)
    await file(mock, 'M-2', bill(2))
    await mock.restore('filed')
    mock.seconds(5)
    await mailbox(mock)
    const restored = await capsuleIn(mock)
    expect(restored.capsule.exchanges.map(({ path }) => path)).toEqual([
      ...['/_mock/settings', '/ace/transmissions', '/ace/mailbox'],
    ])
    expect(different(await replayed(restored.capsule))).toEqual([])

    const fork = await mock.fork('other')
    await fork.clock.advance('3h')
    mock.seconds(6)
    await mailbox({ fetch: fork.fetch })
    const forked = await capsuleIn(fork)
    expect(forked.capsule.exchanges).toHaveLength(5)
    expect(different(await replayed(forked.capsule))).toEqual([])
    expect((await capsuleIn(mock)).text).toBe(restored.text)

    await mock.reset()
    expect((await capsuleIn(mock)).capsule).toMatchObject({ exchanges: [], worldSettings: {} })
    await file(mock, 'M-1', bill(1))
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges).toHaveLength(1)
    expect(different(await replayed(capsule))).toEqual([])
  }) // prettier-ignore

  it('of which the beginning was let go is refused, with what to do', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', bill(1))
    await file(mock, 'M-2', bill(2))
    await mock.db.write([{ sql: 'delete from mock_journal where position = 1', values: [] }])
    const response = await get(mock, '/_mock/capsule')
    expect(await refusal(response.clone())).toBe('409 capsule_incomplete')
    expect(await response.text()).toContain('begins at 2, what came before was let go; reset the world') // prettier-ignore
  })

  it('that holds more than an isolate can is refused', async () => {
    const mock = givenMock()
    await mailbox(mock)
    await mock.db.write([
      { sql: "update mock_journal set reply = printf('%.*c', 33000000, 'x')", values: [] }, // prettier-ignore
    ])
    expect(await refusal(await get(mock, '/_mock/capsule'))).toBe('409 capsule_incomplete')
  })
})

describe('a replay', () => {
  it('of a body that was too large, or broke off, is refused as it was', async () => {
    const mock = givenMock()
    const ask = (path: string, init: RequestInit) =>
      mock.fetch(new Request(`http://cbp.test${path}`, { method: 'POST', ...init }))
    const headers = { Authorization: `Basic ${btoa('ZZ9:mock')}`, 'Message-Id': 'M-1', 'Content-Type': 'application/xml' } // prettier-ignore
    const broken = () => new ReadableStream({ start: (sender) => sender.error(new Error('gone')) })
    await ask('/ace/transmissions', { headers: { ...headers, 'Content-Length': '99999999' }, body: 'x' }) // prettier-ignore
    await ask('/ace/transmissions', { headers, body: broken(), duplex: 'half' } as RequestInit)
    await ask('/_mock/settings', { body: broken(), duplex: 'half' } as RequestInit)
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges.map(({ came, reply }) => `${came} ${reply.status}`)).toEqual([
      ...['too-large 413', 'broken-off 400', 'broken-off 400'],
    ])
    expect(different(await replayed(capsule))).toEqual([])
  })

  it("of what another site's page tried is refused again, and does nothing", async () => {
    const mock = givenMock()
    await file(mock, 'M-1', bill(1))
    await post(mock, '/_mock/reset', '{}', { 'Sec-Fetch-Site': 'cross-site' })
    await file(mock, 'M-1', bill(1))
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges.map(({ reply }) => reply.status)).toEqual([200, 403, 200])
    expect(different(await replayed(capsule))).toEqual([])
  })

  it('names the exchange that is answered otherwise, with both texts', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', bill(1))
    await get(mock, '/ace/transmissions/M-2')
    const { text } = await capsuleIn(mock)
    const edited = readCapsule(text.replace('ENTRY ACCEPTED', 'ENTRY DOUBTED'))
    const [first, second] = await replayed(edited)
    expect(first).toMatchObject({
      ...{ position: 1, method: 'POST', path: '/ace/transmissions', messageId: 'M-1', status: 200 },
      same: false,
    })
    expect(first?.recorded).toContain('ENTRY DOUBTED')
    expect(first?.replayed).toContain('ENTRY ACCEPTED')
    expect(second?.same).toBe(true)
  })

  it('of a request that the mock would not have recorded says so', async () => {
    const mock = givenMock()
    await mailbox(mock)
    const { text } = await capsuleIn(mock)
    const edited = readCapsule(text.replace('/ace/mailbox', '/elsewhere'))
    expect(await replayed(edited)).toMatchObject([
      { same: false, replayed: 'the mock took no notice of it' },
    ])
  })
})

describe('reading a capsule', () => {
  const capsule = async () => {
    const mock = givenMock()
    await file(mock, 'M-1', bill(1))
    return (await capsuleIn(mock)).text
  }
  const refused = async (text: string) => {
    try {
      return readCapsule(text)
    } catch (error) {
      if (error instanceof CapsuleRefused) return error.message
      throw error
    }
  }

  it('refuses what is no JSON, and JSON that is something else', async () => {
    expect(await refused('{"format": ')).toContain('it is not JSON: ')
    expect(await refused('[]')).toBe('/format: a capsule has "gate321-capsule/1" here')
    expect(await refused('{"format": "zip"}')).toContain('/format: a capsule has')
  })

  it('says that a newer gate321 made it', async () => {
    const text = (await capsule()).replace('gate321-capsule/1', 'gate321-capsule/2')
    expect(await refused(text)).toContain('a capsule of form 2, and gate321 0.1.0 reads form 1')
  })

  it('names the place of each mistake', async () => {
    const text = (await capsule())
      .replace('"status": 200', '"status": "fine"')
      .replace('"method": "POST"', '"method": "post"')
      .replace('"seed": 321', '"sead": 321')
    const mistakes = await refused(text)
    expect(mistakes).toContain('/settings: Unrecognized key: "sead"')
    expect(mistakes).toContain('/exchanges/0/method: ')
    expect(mistakes).toContain('/exchanges/0/reply/status: ')
  })

  it('names the rule and the step that is none', async () => {
    const rules = '"rules": [{ "id": "OURS", "steps": ["admit", "relase"] }]'
    const mistakes = await refused((await capsule()).replace('"rules": []', rules))
    expect(mistakes).toContain('/rules/0/steps/1: "relase": there is no word "relase"')
  })

  it('knows which gate321 this is', () => {
    const manifest = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    )
    expect(version).toBe(manifest.version)
  })
})
