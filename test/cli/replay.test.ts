import { describe, expect, it, onTestFinished } from 'vitest'
import { serveMock } from '../../mock-cbp/node.ts'
import { file, filing, mailbox } from '../mock-cbp/given.ts'
import { gate321, givenFile, givenServer } from './given.ts'

const clock = { now: () => '2026-11-28T12:00:00.000Z' }

/** A mock that listens, with a filing in its main world and one in another. */
async function givenMock() {
  const server = await serveMock({ port: 0, clock, pace: 'manual' })
  onTestFinished(server.close)
  await file(server.mock, 'M-1', filing('A', 1, 'SIMREL1'))
  await server.mock.clock.advance('1h')
  await mailbox(server.mock)
  await file(server.mock.world('blue'), 'M-2', filing('A', 2, 'SIMREL2'))
  return server.url
}

async function givenCapsule(changed: (text: string) => string = (text) => text) {
  const { out, code } = await gate321(['capsule', '--mock', await givenMock()], {})
  expect(code).toBe(0)
  return givenFile('bug.capsule', changed(out))
}

describe('gate321 capsule', () => {
  it('prints the world as one file', async () => {
    const url = await givenMock()
    const { code, out, err } = await gate321(['capsule', '--mock', url], {})
    expect(out).toBe(await (await fetch(`${url}/_mock/capsule`)).text())
    expect(err).toBe('')
    expect(code).toBe(0)
  })

  it('takes another world by its name', async () => {
    const { out } = await gate321(['capsule', '--mock', await givenMock(), '--world', 'blue'], {})
    expect(out).toContain('SIMREL2')
    expect(out).not.toContain('SIMREL1')
  })

  it('says why there is none', async () => {
    const url = await givenMock()
    const { code, err } = await gate321(['capsule', '--mock', url, '--world', 'a b'], {})
    expect(err).toContain('The mock refuses: Not the name of a world: ')
    expect(code).toBe(1)
  })

  it('says that what answers is no mock, that nothing answers, that it is no address', async () => {
    const elsewhere = await givenServer(() => new Response('It works!', { status: 404 }))
    const other = await gate321(['capsule', '--mock', elsewhere], {})
    expect(other.err).toContain(`No mock of gate321 is at ${elsewhere}.`)
    expect(other.code).toBe(1)
    const nobody = await gate321(['capsule', '--mock', 'http://127.0.0.1:1'], {})
    expect(nobody.err).toContain('No mock answers at http://127.0.0.1:1. Is it running?')
    expect(nobody.code).toBe(3)
    const nowhere = await gate321(['capsule', '--mock', 'nowhere'], {})
    expect(nowhere.err).toContain('"nowhere" is not an address')
    expect(nowhere.code).toBe(2)
  })
})

describe('gate321 replay', () => {
  it('shows every exchange, and that all are the same', async () => {
    const { code, out, err } = await gate321(['replay', await givenCapsule()], {})
    expect(out.replace(/ +/g, ' ')).toBe(
      [
        ' 1 POST /ace/transmissions M-1 200 same',
        ' 2 POST /_mock/clock 200 same',
        ' 3 GET /ace/mailbox 200 same',
        '',
        '3 exchanges, every reply the same (made by gate321 0.1.0).',
        'Simulated: nothing here reaches CBP.',
        '',
      ].join('\n'),
    )
    expect(err).toBe('')
    expect(code).toBe(0)
  })

  it('shows where the first reply that is different parts from the one recorded', async () => {
    const edited = await givenCapsule((text) => text.replace('ENTRY ACCEPTED', 'ENTRY DOUBTED'))
    const { code, out } = await gate321(['replay', edited], {})
    expect(out).toMatch(/ 1 POST .* 200 DIFFERENT\n/)
    expect(out).toMatch(/ 3 GET .* 200 same\n/)
    expect(out).toContain('Exchange 1 was the first to be answered differently:\n')
    expect(out).toContain(
      '\n-     <narrative>ENTRY DOUBTED</narrative>\n+     <narrative>ENTRY ACCEPTED</narrative>\n',
    )
    expect(out).toContain('1 reply of 3 different: "-" as recorded by gate321 0.1.0')
    expect(code).toBe(1)
  })

  it('shows what is different in JSON by its line', async () => {
    const edited = await givenCapsule((text) => text.replace('\\"frozen\\":true', '\\"frozen\\":false')) // prettier-ignore
    const { code, out } = await gate321(['replay', edited], {})
    expect(out).toContain('\n-   "frozen": false,\n+   "frozen": true,\n')
    expect(code).toBe(1)
  })

  it('takes a capsule from a pipe, and prints JSON', async () => {
    const { out: piped } = await gate321(['capsule', '--mock', await givenMock()], {})
    const { code, out } = await gate321(['replay', '-', '--json'], {}, piped)
    expect(JSON.parse(out)).toEqual({
      file: '-',
      madeBy: 'gate321 0.1.0',
      same: true,
      exchanges: [
        expect.objectContaining({ position: 1, messageId: 'M-1', status: 200, same: true }),
        expect.objectContaining({ position: 2, path: '/_mock/clock' }),
        expect.objectContaining({ position: 3, path: '/ace/mailbox' }),
      ],
    })
    expect(code).toBe(0)
  })

  it.each([
    ['nothing JSON', '<capsule/>', 'it is not JSON: '],
    ['something else', '{}', '/format: a capsule has "gate321-capsule/1" here'],
    ['of tomorrow', '{"format":"gate321-capsule/7"}', 'a capsule of form 7, and gate321 0.1.0 reads form 1'], // prettier-ignore
    ['without exchanges', '{"format":"gate321-capsule/1"}', '  /exchanges: '],
  ])('refuses a file that is %s', async (_, content, why) => {
    const { code, out, err } = await gate321(['replay', givenFile('bug.capsule', content)], {})
    expect(err).toContain('bug.capsule is not a capsule that can be replayed:\n')
    expect(err).toContain(why)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it('refuses a file that is not there', async () => {
    const { code, err } = await gate321(['replay', 'nothing.capsule'], {})
    expect(err).toBe('nothing.capsule: there is no such file.\n')
    expect(code).toBe(2)
  })
})
