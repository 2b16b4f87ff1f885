import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/main.ts'
import { offered } from '../../src/cli/completion.ts'
import { bin, gate321, givenFolder } from './given.ts'
import { paper } from './paper.ts'

const program = commands(paper().terminal)
const values = (before: readonly string[], word: string) =>
  offered(program, before, word).map(([value]) => value)

describe('gate321 completion', () => {
  it.each([
    [[], 'fi', ['file']],
    [['keys'], '', ['list', 'create', 'revoke', 'help']],
    [['export', '--format'], '', ['csv', 'ndjson', 'json']],
    [['export', '--format'], '=', ['csv', 'ndjson', 'json']],
    [['export', '--format', '='], 'n', ['ndjson']],
    [['watch', '--status'], 're', ['released', 'rejected']],
    [['--url', 'keys', 'status'], '--l', ['--limit']],
    [['completion'], 'z', ['zsh']],
    [['file'], 'parcels', []],
    [['file', 'keys'], '', []],
    [[], 'compl', ['completion']],
  ])('offers behind %j for %j: %j', (before, word, expected) => {
    expect(values(before, word)).toEqual(expected)
  })

  it.each(['bash', 'zsh', 'fish', 'powershell'])('prints a script for %s', async (shell) => {
    const { code, out } = await gate321(['completion', shell], {})
    expect(out).toContain('gate321 complete "--word=')
    expect(code).toBe(0)
  })

  it('completes in bash, and runs nothing of what was typed', async () => {
    const folder = givenFolder()
    mkdirSync(join(folder, 'bin'))
    const start = `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`
    writeFileSync(join(folder, 'bin', 'gate321'), start, { mode: 0o755 })
    const script = `set -u
source <(gate321 completion bash)
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _gate321; echo "\${COMPREPLY[*]-}"; }
try gate321 sta
try gate321 '$(touch pwned)' ''
ls`
    const out = execFileSync('bash', ['-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter) },
    })
    expect(out.split('\n')[0]).toBe('status')
    expect(out.trimEnd().split('\n').at(-1)).toBe('bin')
  })
})
