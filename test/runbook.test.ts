import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const source = globSync('src/**/*.ts', { cwd: root }).map(read).join('\n')
const runbook = read('docs/runbook.md')

/** Names that are put together where they are said. */
const composed: Readonly<Record<string, readonly string[]>> = {
  '`notification_${outcome}`': ['notification_quarantined', 'notification_orphan'],
  'error.code': ['not_ready'],
  opened: ['cbp_circuit_open', 'filer_paused'],
  alarm: ['cbp_silent_1h', 'cbp_silent_4h', 'cbp_silent_24h'],
}

const said = [...source.matchAll(/\(\s*'alarm',\s*('\w+'|`[^`]+`|[\w.]+)/g)].map(
  ([, name]) => name ?? '',
)
const alarms = [...new Set(said.flatMap((name) => composed[name] ?? name.replaceAll("'", '')))].sort() // prettier-ignore
const sections = [...runbook.matchAll(/^## `(\w+)`$/gm)].map(([, name]) => name ?? '')

describe('the runbook', () => {
  it('has a section for every alarm of the source, in order, and for nothing else', () => {
    expect(alarms.length).toBeGreaterThan(15)
    expect(sections).toEqual(alarms)
  })

  it.each(alarms)('says what %s means and what to do', (name) => {
    const [, section = ''] = runbook.split(`## \`${name}\`\n`)
    const text = section.split('\n## ')[0] ?? ''
    expect(text.trim().length).toBeGreaterThan(150)
  })

  it('names metrics that there are', () => {
    const names = [...runbook.matchAll(/gate321_([a-z_]+?)(?:_total)?\b[{\s>`]/g)].map(([, name]) => name ?? '')
    expect(names.length).toBeGreaterThan(5)
    for (const name of names) expect([name, source.includes(name)]).toEqual([name, true])
  }) // prettier-ignore

  it('names settings that there are', () => {
    const names = [...runbook.matchAll(/GATE321_[A-Z_]+/g)].map(([name]) => name)
    for (const name of names) expect([name, source.includes(`'${name}'`)]).toEqual([name, true])
  })
})
