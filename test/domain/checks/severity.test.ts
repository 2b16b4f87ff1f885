import { describe, expect, it } from 'vitest'
import { runChecks } from '../../../src/domain/checks/checks.ts'
import {
  checkIds,
  defaultSeverities,
  parseSeverities,
} from '../../../src/domain/checks/severity.ts'

const lines = [{ description: 'gift items', htsNumber: '6912004400', countryOfOrigin: 'VN' }]

const generic = (severity?: 'error' | 'advice' | 'off') =>
  runChecks({ lines }, severity === undefined ? {} : { description_generic: severity })
    .filter(({ check }) => check === 'description_generic')
    .map((finding) => finding.severity)

describe('severities', () => {
  it('refuse by default only what CBP refuses', () => {
    const errors = checkIds.filter((id) => defaultSeverities[id] === 'error')
    expect(errors).toEqual([
      'description_generic',
      'consignee_rejected',
      'goods_barred',
      'agency_disclaim',
    ])
  })

  it('are what the filer sets, and the default where it sets nothing', () => {
    expect(generic()).toEqual(['error'])
    expect(generic('advice')).toEqual(['advice'])
    expect(generic('off')).toEqual([])
  })

  it('are read from settings', () => {
    const set = { chapter_98: 'off', kilo_per_dollar: 'error' }
    expect(parseSeverities(set)).toEqual({ severities: set, faults: [] })
  })

  it('name what is unknown, and keep the rest', () => {
    const read = parseSeverities({ chapter_98: 'off', preparer: 'error', value_per_kilo: 'loud' })
    expect(read.severities).toEqual({ chapter_98: 'off' })
    expect(read.faults).toEqual([
      { pointer: '/preparer', message: expect.stringContaining('There is no check "preparer"') },
      { pointer: '/value_per_kilo', message: expect.stringContaining('not "loud"') },
    ])
  })

  it.each([null, [], 'off', 3])('are an object, not %j', (input) => {
    expect(parseSeverities(input).faults).toHaveLength(1)
  })

  it.each(['constructor', '__proto__'])('have no check %s', (name) => {
    const input: unknown = JSON.parse(`{"${name}": "off"}`)
    expect(parseSeverities(input)).toMatchObject({ severities: {}, faults: [{}] })
  })
})
