import { describe, expect, it } from 'vitest'
import { file, live, parcel } from '../gateway/world.ts'
import { gate321, givenFile, givenGateway } from './given.ts'

/** An entry that CBP asks a document for. */
async function givenQuestion() {
  const given = await givenGateway()
  const { entryNumber } = await file(given.gateway, parcel('SIMDOC1'))
  await live(given, given.gateway, 3)
  return { ...given, entryNumber }
}

const invoice = () => givenFile('invoice.pdf', '%PDF-1.4 invoice')

describe('gate321 answer', () => {
  it('sends documents and a text, and CBP releases the goods', async () => {
    const given = await givenQuestion()
    const said = ['--text', 'The invoice is attached.', '--document', `CBP01=${invoice()}`]
    const { code, out, err } = await given.run(['answer', 'SHP-SIMDOC1', ...said])
    expect(err).toBe('')
    expect(out).toMatch(
      /^ZZ9-\S+ {2}SHP-SIMDOC1 {2}discrepancy\nThe answer with invoice\.pdf is on its way\.\nNext: /,
    )
    expect(code).toBe(0)
    await live(given, given.gateway, 10)
    expect((await given.run(['status', given.entryNumber])).out).toContain('released')
  })

  it('gives the same question the same answer once when it is run again', async () => {
    const given = await givenQuestion()
    const args = ['answer', given.entryNumber, '--document', invoice(), '--json']
    const first = await given.run(args)
    const again = await given.run(args)
    expect(again).toEqual(first)
    expect(JSON.parse(first.out)).toMatchObject({ entryNumber: given.entryNumber })
    const sent = await given.db.read({ sql: "select id from event where type = 'asked'", values: [] }).catch(() => []) // prettier-ignore
    expect(sent.length).toBeLessThanOrEqual(1)
  })

  it('says what the entry can and what is next when it is refused', async () => {
    const given = await givenGateway()
    const { entryNumber } = await file(given.gateway, parcel('HB1'))
    const { code, out, err } = await given.run(['answer', entryNumber, '--text', 'Here it is.'])
    expect(out).toBe('')
    expect(err).toContain(
      'The gateway refuses (409 state_conflict): CBP has asked for nothing.\n' +
        `${entryNumber} is queued.\n`,
    )
    expect(err).toMatch(/^ {2}it can {5}amend, cancel$/m)
    expect(err).toMatch(/^ {2}not answer CBP has asked for nothing\.$/m)
    expect(code).toBe(1)
    const asJson = await given.run(['--json', 'answer', entryNumber, '--text', 'Here it is.'])
    expect(JSON.parse(asJson.err)).toMatchObject({
      code: 'state_conflict',
      can: { answer: { allowed: false, reason: 'CBP has asked for nothing.' } },
      next: { owner: 'gateway' },
      exitCode: 1,
    })
  })

  it.each([
    ['nothing to say', [], 'Say --text, or --document TYPE=PATH, or both.'],
    ['a document that is not there', ['--document', '/nowhere/a.pdf'], '/nowhere/a.pdf: there is no such file.'],
    ['a kind of file that CBP does not take', ['--document', givenName('a.docx')], 'CBP takes no such file. It takes .pdf'],
  ])('refuses %s before anything is sent', async (_, args, why) => {
    const { code, err } = await gate321(['answer', 'ZZ9-0000001-1', ...args], {})
    expect(err).toContain(why)
    expect(code).toBe(2)
  }) // prettier-ignore
})

/** A file that is surely there, under any name it is only the name that counts. */
function givenName(name: string): string {
  return `CBP01=${new URL(`./${name}`, import.meta.url).pathname}`
}

describe('gate321 cancel', () => {
  it('takes an entry back that was not sent yet', async () => {
    const given = await givenGateway()
    await file(given.gateway, parcel('HB1'))
    const { code, out } = await given.run(['cancel', 'SHP-HB1', '--reason', '1'])
    expect(out).toMatch(/^ZZ9-\S+ {2}SHP-HB1 {2}cancelled\nIt is cancelled\.$/m)
    expect(code).toBe(0)
  })

  it('asks CBP for one that is on file, naming what replaces it', async () => {
    const given = await givenGateway()
    const { entryNumber } = await file(given.gateway, parcel('SIMEXM1'))
    const other = await file(given.gateway, parcel('HB2'))
    await live(given, given.gateway, 1)
    const args = ['--reason', '03', '--replacement', other.entryNumber]
    const { code, out } = await given.run(['cancel', entryNumber, ...args])
    expect(out).toContain('The cancellation is on its way; CBP has to accept it.')
    expect(code).toBe(0)
    await live(given, given.gateway, 10)
    expect((await given.run(['status', entryNumber])).out).toContain('cancelled')
  })

  it('says what a released entry can, which is nothing', async () => {
    const given = await givenGateway()
    const { entryNumber } = await file(given.gateway, parcel('SIMREL1'))
    await live(given, given.gateway, 10)
    const { code, err } = await given.run(['cancel', entryNumber, '--reason', '01'])
    expect(err).toContain('A released entry cannot be cancelled by message; contact the port.')
    expect(err).toMatch(/^ {2}it can {5}nothing now$/m)
    expect(code).toBe(1)
  })

  it('lists the reasons in its help, from 01 to 11', async () => {
    const { out } = await gate321(['cancel', '--help'], {})
    const listed = [...out.matchAll(/^ {2}(\d\d) {2}\S/gm)].map(([, code]) => code)
    expect(listed).toEqual(Array.from({ length: 11 }, (_, at) => String(at + 1).padStart(2, '0')))
    expect(out).toContain(
      '03  cleared under another entry; --replacement is another entry number\n',
    )
  })

  it.each([
    ['a reason that there is not', ['--reason', '12'], 'It is one of 01, 02, '],
    ['a replacement without need', ['--reason', '01', '--replacement', 'X'], 'Reason 01 has no --replacement; 02, 03, 04 have.'],
    ['no reason', [], "required option '--reason <code>' not specified"],
  ])('refuses %s as wrong usage', async (_, args, why) => {
    const { code, err } = await gate321(['cancel', 'ZZ9-0000001-1', ...args], {})
    expect(err).toContain(why)
    expect(code).toBe(2)
  }) // prettier-ignore
})
