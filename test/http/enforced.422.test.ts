import { describe, expect, it } from 'vitest'
import { from, givenLaw, importer, on } from './enforced.ts'
import { findings, refusal } from './given.ts'
import type { Answer } from './given.ts'

const today = '2026-11-23'
const messageOf = ({ json }: Answer) =>
  (json.errors as unknown as { message: string; citation?: string }[])[0] ?? { message: '' }

describe('enforced, 422', () => {
  it('refuses type 86 with rules, days and citations, and names the open lane', async () => {
    const { post } = await givenLaw({ policy: 'enforced' })
    const answer = await post('/v1/entries', on(today, { entryType: '86' }))
    expect(refusal(answer)).toBe('422 shipment_invalid')
    expect(findings(answer)).toEqual([['lane_closed', '/entryType']])
    const { message, citation } = messageOf(answer)
    expect(message).toContain('(ET86-ENDED, from 2026-06-24)')
    expect(message).toContain('(REG-NONPOST-SUSP, from 2026-06-24)')
    expect(message).toContain('(EO-ALL-AUG25, from 2025-08-29T00:01:00-04:00)')
    expect(message).toMatch(/Open on that day: type 11/)
    expect(citation).toMatch(/91 FR 37789.*EO 14324/)
  })

  it.each([{ override: true }, { force: true }, { policy: 'statutory' }])(
    'knows no override: %o',
    async (more) => {
      const { post } = await givenLaw({ policy: 'enforced' })
      const answer = await post('/v1/entries', { ...on(today, { entryType: '86' }), ...more })
      const [name = ''] = Object.keys(more)
      expect(findings(answer)).toEqual([['lane_closed', '/entryType'], ['unknown_field', `/${name}`]])
    },
  ) // prettier-ignore

  it('says that type 86 is closed together with all else that is wrong', async () => {
    const { post } = await givenLaw({ policy: 'enforced' })
    const answer = await post('/v1/entries', on(today, { entryType: '86', portOfEntry: '0000' }))
    expect(findings(answer)).toEqual([['code_unknown', '/portOfEntry'], ['lane_closed', '/entryType']]) // prettier-ignore
  })

  it('does not repeat as the law what a rule has said', async () => {
    const { post } = await givenLaw()
    const [line] = on(today).lines
    const rich = { ...on(today), lines: [{ ...line, fairRetailValue: '801.00' }] }
    expect(findings(await post('/v1/entries', rich))).toEqual([['value_over_limit', '/lines']])
  })

  it('asks who imports, and says why it is type 11', async () => {
    const { post } = await givenLaw({ policy: 'enforced' })
    const answer = await post('/v1/entries', on(today))
    expect(findings(answer)).toEqual([['importer_required', '/importerOfRecord']])
    expect(messageOf(answer).message).toMatch(
      /^Entry type 11 needs importerOfRecord\. Entry type 86 is closed: .*ET86-ENDED/,
    )
  })

  it('leaves to a person what has no known way in, until the person names it', async () => {
    const { post } = await givenLaw({ policy: 'enforced' })
    const canadian = from('CA', on(today, importer))
    const answer = await post('/v1/entries', canadian)
    expect(findings(answer)).toEqual([['person_decides', '/entryType']])
    expect(messageOf(answer).message).toMatch(/DUTY-S338-CA-BAN/)
    const { status, json } = await post('/v1/entries', { ...canadian, entryType: '11' })
    expect(status).toBe(201)
    expect(json['advice']).toContainEqual(expect.objectContaining({ code: 'confirm', pointer: '/entryType' })) // prettier-ignore
  })

  it('closes type 11 to the mail, and the statute type 86', async () => {
    const mail = on(today, { modeOfTransportation: '50', ...importer })
    const { post } = await givenLaw({ policy: 'enforced' })
    const enforced = await post('/v1/entries', mail)
    expect(findings(enforced)).toEqual([['lane_closed', '/entryType']])
    expect(messageOf(enforced).message).toMatch(/PO-MAIL-ROUTES/)
    const statutory = await (await givenLaw()).post('/v1/entries', mail)
    expect(findings(statutory)).toEqual([['mode_excluded', '/modeOfTransportation']])
  })

  it.each(['statutory', 'enforced'] as const)('keeps wine out of type 86 when %s', async (policy) => {
    const { post } = await givenLaw({ policy, at: '2025-04-15T14:00:00.000Z' })
    const [line] = on('2025-04-15').lines
    const wine = { ...line, description: 'Red wine in bottles', htsNumber: '2204218000' }
    const answer = await post('/v1/entries', { ...on('2025-04-15'), entryType: '86', lines: [wine] })
    expect(findings(answer)).toContainEqual(['goods_excluded', '/lines/0/htsNumber'])
  }) // prettier-ignore

  it('can be set by the filer alone', async () => {
    const { post, put } = await givenLaw()
    expect((await post('/v1/check', on(today))).json).toMatchObject({ accepted: true })
    await put('/v1/profile', { policy: 'enforced', severities: {}, filingFee: {} })
    const answer = await post('/v1/entries', on(today, { entryType: '86' }))
    expect(findings(answer)).toEqual([['lane_closed', '/entryType']])
  })

  it('cannot be loosened by the filer', async () => {
    const { post, put } = await givenLaw({ policy: 'enforced' })
    await put('/v1/profile', { policy: 'statutory', severities: {}, filingFee: {} })
    const answer = await post('/v1/entries', on(today, { entryType: '86' }))
    expect(findings(answer)).toEqual([['lane_closed', '/entryType']])
    const { json } = await post('/v1/check', on(today))
    expect(json['verdict']).toMatchObject({ policy: 'enforced', policySource: 'installation' })
  })
})

describe('rules too old, 422', () => {
  it.each([
    [0, '2026-11-23', 'rules_too_old'],
    [30, '2026-12-22', 'rules_too_old'],
    [30, '2026-12-21', undefined],
    [undefined, '2026-12-22', undefined],
  ])('of at most %s days, on %s: %s', async (rulesMaxAgeDays, day, code) => {
    const { post } = await givenLaw({ rulesMaxAgeDays, at: `${day}T14:00:00.000Z` })
    const answer = await post('/v1/entries', on(day))
    expect(findings(answer)[0]?.[0]).toBe(code)
    expect(answer.status).toBe(code === undefined ? 201 : 422)
  })

  it('only warn by default', async () => {
    const { post } = await givenLaw({ at: '2026-12-22T14:00:00.000Z' })
    const { json } = await post('/v1/entries', on('2026-12-22'))
    expect(json['verdict']).toMatchObject({ ruleSet: { ageDays: 31, staleness: 'block' } })
    expect(json['advice']).toContainEqual(expect.objectContaining({ code: 'rules_age' }))
  })
})
