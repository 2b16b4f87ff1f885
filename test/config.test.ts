import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import type { Settings } from '../src/config.ts'
import { developmentLimits, usualLimits } from '../src/limits.ts'

const mistakes = (settings: Record<string, string>) => {
  const reading = readConfig(settings)
  return reading.ok ? [] : reading.mistakes
}

describe('settings', () => {
  it('are none by default', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: {
        host: '127.0.0.1',
        port: 3321,
        mockPort: 3322,
        data: './data',
        databaseUrl: undefined,
        documents: undefined,
        apiKey: 'dev-key',
        filer: 'ZZ9',
        cbpUrl: undefined,
        cbpPassword: 'mock',
        today: undefined,
        inspectionRate: 0.02,
        pace: 'fast',
        wire: 'xml',
        mockScenarios: undefined,
        mockSeed: 321,
        mockBadDay: undefined,
        limits: developmentLimits,
        webhooks: { ports: [], private: false },
        logLevel: 'warn',
      },
    })
  })

  it('limit every key but the one of development', () => {
    const limitsOf = (settings: Settings) => {
      const reading = readConfig(settings)
      return reading.ok ? reading.config.limits : undefined
    }
    expect(limitsOf({ GATE321_API_KEY: 'a-key-of-ones-own' })).toEqual(usualLimits)
    expect(limitsOf({ GATE321_RATE: '5' })).toEqual({ ...developmentLimits, perSecond: 5 })
  })

  it('report every mistake at once', () => {
    const found = mistakes({
      PORT: '99999',
      GATE321_TODAY: '2026-02-30',
      GATE321_CBP_FILER: 'zz',
      GATE321_MOCK_PACE: 'slow',
      GATE321_MOCK_INSPECTION_RATE: '2',
      GATE321_WIRE: 'edi',
      GATE321_SECRET: 'x',
    })
    expect(found.map((mistake) => mistake.split(' ')[0])).toEqual([
      'GATE321_SECRET',
      'PORT',
      'GATE321_CBP_FILER',
      'GATE321_MOCK_PACE',
      'GATE321_WIRE',
      'GATE321_TODAY',
      'GATE321_MOCK_INSPECTION_RATE',
    ])
  })

  it('take a password for CATAIR only where its six columns carry it, and do not repeat it', () => {
    const catair = { GATE321_WIRE: 'catair', GATE321_CBP_URL: 'https://ace.example', GATE321_CBP_FILER: 'ZZ9' } // prettier-ignore
    expect(mistakes({ ...catair, GATE321_CBP_PASSWORD: 'Pass7' })).toEqual([])
    for (const password of ['longer7', 'p-1', 'p 1', 'pässe']) {
      expect(mistakes({ ...catair, GATE321_CBP_PASSWORD: password })).toEqual([
        'GATE321_CBP_PASSWORD must be one to six letters or digits with GATE321_WIRE=catair (columns 9-14 of record A)',
      ])
      expect(mistakes({ ...catair, GATE321_WIRE: 'xml', GATE321_CBP_PASSWORD: password })).toEqual(
        [],
      )
    }
  })

  it('never let the development key leave the loopback', () => {
    expect(mistakes({ HOST: '0.0.0.0' })).toEqual([
      'GATE321_API_KEY is required when HOST is not a loopback address',
    ])
    expect(mistakes({ HOST: '0.0.0.0', GATE321_API_KEY: 'a-key-of-our-own' })).toEqual([])
    expect(mistakes({ HOST: '0.0.0.0', GATE321_API_KEY: 'dev-key' })).toEqual([
      'GATE321_API_KEY is the development key; set one of your own',
    ])
    for (const HOST of ['localhost', '127.0.0.1', '::1']) expect(mistakes({ HOST })).toEqual([])
  })

  it('want an encrypted way to CBP, without credentials in the address', () => {
    const cbp = (url: string) =>
      mistakes({ GATE321_CBP_URL: url, GATE321_CBP_FILER: 'ZZ9', GATE321_CBP_PASSWORD: 'secret' })
    expect(cbp('https://cbp.example')).toEqual([])
    expect(cbp('http://127.0.0.1:3322')).toEqual([])
    expect(cbp('http://cbp.example')[0]).toMatch(/must be https/)
    expect(cbp('https://ZZ9:secret@cbp.example')[0]).toMatch(/must not carry credentials/)
    expect(cbp('nonsense')[0]).toMatch(/must be a URL/)
    expect(cbp('https://cbp.example:25')[0]).toMatch(/refuse/)
    expect(mistakes({ GATE321_CBP_URL: 'https://cbp.example' })).toHaveLength(2)
  })

  it('take a folder for documents only where nodes share a database', () => {
    const shared = { GATE321_DOCUMENTS: '/mnt/documents' }
    expect(mistakes({ ...shared, GATE321_DATABASE_URL: 'postgres://db.internal/gate321' })).toEqual(
      [],
    )
    expect(mistakes(shared)).toEqual([
      'GATE321_DOCUMENTS is for nodes that share a database; set GATE321_DATABASE_URL too',
    ])
  })

  it('never show a value', () => {
    const found = mistakes({
      GATE321_CBP_URL: 'https://ZZ9:hunter2@cbp.example',
      GATE321_TODAY: 'hunter2',
    })
    expect(found.join()).not.toContain('hunter2')
  })

  it('refuse certificate checks that are switched off', () => {
    expect(mistakes({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })[0]).toMatch(
      /switches certificate checks off/,
    )
  })
})
