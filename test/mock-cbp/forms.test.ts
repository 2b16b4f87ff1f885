/**
 * One scenario in each of its forms: they are one language, and so one life.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRuleFile } from '../../mock-cbp/scenario/file.ts'
import { sayings, settings } from '../../mock-cbp/scenario/words.ts'
import { codes, file, filing, get, givenMock, json, mailbox, number, post, send, transmission } from './given.ts' // prettier-ignore
import type { Given } from './given.ts'

const steps = 'hold 2h, document CBP01, release, suspend after 1d, duplicate'
const rule = { id: 'HARD-DAY', match: { prefix: 'HAWB7' }, steps }
const yaml = `
- id: HARD-DAY
  match: { prefix: HAWB7 }
  steps:
    - hold 2h
    - document CBP01
    - release
    - suspend after 1d
    - duplicate
`

/** Every notice with its time, once; a document goes in when it is asked for. */
async function life(mock: Given) {
  const seen: string[] = []
  for (const advance of ['4h', '1h', '30h']) {
    await mock.clock.advance(advance)
    const page = await mailbox(mock)
    seen.length = 0
    seen.push(...page.map(({ at, notificationId }, index) => `${at} ${notificationId} ${codes(page)[index]}`)) // prettier-ignore
    await post(mock, '/ace/documents', JSON.stringify({ entryNumber: number(1), text: 'here' }), {
      'Message-Id': `D-${advance.toUpperCase()}`,
    })
  }
  return seen
}

const world = (options = {}) => givenMock({ pace: 'manual', ...options })
const body = transmission('M-1', [filing('A', 1, 'HAWB7')])

describe('a scenario', () => {
  it('is the same by option, by rule file, by call and by header', async () => {
    const byOption = world({ scenarios: [rule] })
    await send(byOption, 'M-1', body)
    const byFile = world({ scenarios: readRuleFile(yaml, 'rules.yaml').forms })
    await send(byFile, 'M-1', body)
    const byCall = world()
    expect((await post(byCall, '/_mock/scenarios', JSON.stringify(rule))).status).toBe(201)
    await send(byCall, 'M-1', body)
    const byYamlCall = world()
    await post(byYamlCall, '/_mock/scenarios', yaml, { 'Content-Type': 'application/yaml' })
    await send(byYamlCall, 'M-1', body)
    const byHeader = world()
    await post(byHeader, '/ace/transmissions', body, {
      ...{ 'Content-Type': 'application/xml', 'Message-Id': 'M-1', 'X-Mock-Scenario': steps },
    })

    const lived = await life(byOption)
    expect(lived.map((line) => line.slice(11))).toEqual([
      '13:00:00.000Z ZZ9-0000001-1-1 SO50 53',
      '13:00:00.000Z ZZ9-0000001-1-1 SO50 53',
      '13:00:00.000Z ZZ9-0000001-1-1-1 SO50 53',
      '15:00:00.000Z ZZ9-0000001-1-2 SO50 56',
      '15:00:00.000Z ZZ9-0000001-1-2 SO50 56',
      '15:00:00.000Z ZZ9-0000001-1-2-1 SO50 56',
      '16:00:00.000Z ZZ9-0000001-1-3 SO60 96',
      '16:00:00.000Z ZZ9-0000001-1-3 SO60 96',
      '16:00:00.000Z ZZ9-0000001-1-3-1 SO60 96',
      '17:00:00.000Z ZZ9-0000001-1-4 SO60 98',
      '17:00:00.000Z ZZ9-0000001-1-4 SO60 98',
      '17:00:00.000Z ZZ9-0000001-1-4-1 SO60 98',
      '17:00:00.000Z ZZ9-0000001-1-5 SO60 99',
      '17:00:00.000Z ZZ9-0000001-1-5 SO60 99',
      '17:00:00.000Z ZZ9-0000001-1-5-1 SO60 99',
    ])
    for (const other of [byFile, byCall, byYamlCall, byHeader]) {
      expect(await life(other)).toEqual(lived)
    }
  })

  it('built in is the same by the bill and by its name in a header', async () => {
    const [byBill, byName] = [world(), world()]
    await file(byBill, 'M-1', filing('A', 1, 'SIMHLD1'))
    await post(byName, '/ace/transmissions', body, {
      ...{ 'Content-Type': 'application/xml', 'Message-Id': 'M-1', 'X-Mock-Scenario': 'SIMHLD' },
    })
    await byBill.clock.advance('9h')
    await byName.clock.advance('9h')
    expect(codes(await mailbox(byName))).toEqual(codes(await mailbox(byBill)))
  })

  it('that nobody knows is refused in a header, with the nearest, and nothing is filed', async () => {
    const mock = world()
    const refusal = async (scenario: string) => {
      const response = await post(mock, '/ace/transmissions', body, {
        ...{ 'Content-Type': 'application/xml', 'Message-Id': 'M-1', 'X-Mock-Scenario': scenario },
      })
      const { code, detail } = await json(response)
      return `${response.status} ${String(code)}: ${String(detail)}`
    }
    expect(await refusal('SIMRELL')).toBe(
      '422 scenario_unknown: X-Mock-Scenario: there is no scenario "SIMRELL"; did you mean "SIMREL"?',
    )
    expect(await refusal('admit, hold 2 h')).toBe(
      '422 scenario_unknown: X-Mock-Scenario: step 2, "hold 2 h": "h" is too much',
    )
    expect(await refusal('fault nonsense')).toContain('there is no fault "nonsense"')
    expect((await send(mock, 'M-1', body)).status).toBe(200)
  })
})

describe('the rules', () => {
  it('match on what a filing says, and do not on what it must not', async () => {
    const mock = world({
      scenarios: [
        {
          id: 'DEAR-TOYS',
          match: { countryOfOrigin: ['CN', 'VN'], htsNumber: '6109', valueAtLeast: 20 },
          not: { consignee: 'smith' },
          steps: 'detain',
        },
        { id: 'SMITHS', match: { consignee: '^JANE' }, steps: 'exam, release 05 after 4h' },
      ],
    })
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    await mock.clock.advance('1h')
    expect(codes(await mailbox(mock))).toEqual(['SO60 03'])
  })

  it('say why none of those that somebody wrote was met', async () => {
    const scenarios = [
      { id: 'OTHER-PORT', match: { portOfEntry: '2704' }, steps: 'detain' },
      { id: 'NOT-MINE', match: { filer: 'ZZ9' }, not: { entryType: '86' }, steps: 'detain' },
    ]
    const mock = world({ scenarios })
    await file(mock, 'M-1', filing('A', 1, 'SIMRLE1'))
    const { items } = await json(await get(mock, '/_mock/near-misses'))
    expect(items).toMatchObject([
      {
        messageId: 'M-1',
        entries: [
          {
            bill: 'SIMRLE1',
            scenario: 'USUAL',
            misses: [
              { rule: 'OTHER-PORT', because: 'portOfEntry: "4701" is not "2704"' },
              { rule: 'NOT-MINE', because: 'what it must not be holds' },
              { rule: 'SIMREL', because: 'prefix: "SIMRLE1" does not begin with "SIMREL"' },
              ...Array.from({ length: 12 }, () => ({})),
            ],
          },
        ],
      },
    ])
  })

  it('by call go before the others, replace their like, and are removed by name', async () => {
    const mock = world({ scenarios: [{ id: 'OURS', steps: 'detain' }] })
    const ids = async () => {
      const { items } = await json(await get(mock, '/_mock/scenarios'))
      return (items as { id: string }[]).map(({ id }) => id).slice(0, 3)
    }
    await mock.control('scenarios', { id: 'FIRST', steps: 'admit' })
    await mock.control('scenarios', [{ id: 'SECOND', steps: 'admit' }])
    await mock.control('scenarios', { id: 'FIRST', steps: 'withhold' })
    expect(await ids()).toEqual(['FIRST', 'SECOND', 'OURS'])
    const remove = (id: string) =>
      mock.fetch(new Request(`http://cbp.test/_mock/scenarios/${id}`, { method: 'DELETE' }))
    expect(await json(await remove('FIRST'))).toEqual({ removed: 1 })
    expect((await remove('OURS')).status).toBe(422)
    expect(await ids()).toEqual(['SECOND', 'OURS', 'SIMREL'])
  })
})

describe('a rule file', () => {
  it('names the line of every mistake', () => {
    const text = `- id: GOOD
  steps: [admit, release]
- id: bad
  steps: [admit]
- id: WORSE
  match:
    prefx: X
  steps:
    - admit
    - relase
- id: GOOD
  steps: fault lost-replyy
`
    const refused = () => readRuleFile(text, 'rules.yaml')
    expect(refused).toThrow('rules.yaml:3:7: capitals, digits and hyphens, at most 40')
    expect(refused).toThrow('rules.yaml:7:5: there is no "prefx" here')
    expect(refused).toThrow('rules.yaml:11:7: "GOOD" is rule 1 already')
    expect(() => readRuleFile(text.replace('prefx', 'prefix'), 'rules.yaml')).toThrow(
      'rules.yaml:10:7: "relase": there is no word "relase"; did you mean "release"?',
    )
    expect(refused).toThrow('rules.yaml:12:10: "fault lost-replyy": there is no fault')
  })

  it('may be JSON, and is a list', () => {
    const [form] = readRuleFile('[{"id": "A", "steps": "admit"}]', 'rules.json').forms
    expect(form).toEqual({ id: 'A', steps: 'admit' })
    expect(() => readRuleFile('id: A', 'rules.yaml')).toThrow('a list of rules is expected')
    expect(() => readRuleFile('- {id: A', 'rules.yaml')).toThrow('rules.yaml:1')
  })
})

describe('the README', () => {
  const readme = readFileSync(new URL('../../mock-cbp/README.md', import.meta.url), 'utf8')
  const example = /```yaml\n([^]*?)```/.exec(readme)?.[1] ?? ''

  it('has a rule file that loads, and a mistake that is said as it says', () => {
    expect(readRuleFile(example, 'rules.yaml').forms).toHaveLength(2)
    const mistaken = () => readRuleFile(example.replace('hold 2h', 'hold 2 h'), 'rules.yaml')
    const told = /`(rules\.yaml:[^`]*)`/.exec(readme)?.[1] ?? 'nothing'
    expect(mistaken).toThrow(told)
  })

  it('tells of every word of the language', () => {
    const told = readme.slice(readme.indexOf('## Scenarios'), readme.indexOf('## Clock'))
    for (const word of [...Object.keys(sayings), ...Object.keys(settings)]) {
      expect(told).toMatch(new RegExp(`\`${word}[\` ]`))
    }
  })
})

describe('progress', () => {
  it('is immediate: everything is there with the reply', async () => {
    const mock = world({ scenarios: [{ id: 'NOW', steps: 'immediate, review, admit, release on arrival' }] }) // prettier-ignore
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    expect(codes(await mailbox(mock))).toEqual(['SO50 93, SO60 90', 'SO60 97', 'SO50 95, SO60 98'])
  })

  it('goes by reads: each second look brings the next step, whatever the clock says', async () => {
    const mock = world({ scenarios: [{ id: 'LOOK', steps: 'reads 2, admit, release' }] })
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    const looks: number[] = []
    for (let look = 0; look < 6; look++) looks.push((await mailbox(mock)).length)
    expect(looks).toEqual([0, 1, 1, 2, 2, 2])
    expect(codes(await mailbox(mock))).toEqual(['SO60 97', 'SO60 98'])
  })

  it('by reads counts a look at the entry alone for that entry alone', async () => {
    const mock = world({ scenarios: [{ id: 'LOOK', steps: 'reads 1, admit, release' }] })
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'), filing('A', 2, 'HAWB2'))
    const status = async (n: number) =>
      (await json(await get(mock, `/ace/entries/${number(n)}`)))['status']
    expect(await status(1)).toBe('under_review')
    expect(await status(1)).toBe('released')
    expect(await status(2)).toBe('under_review')
  })
})
