/**
 * Bugs that are planted into a copy of the tree, each to be found by the part of the suite that its
 * patch names: a suite that finds none of them proves nothing.
 * @module
 */
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const root = new URL('../..', import.meta.url).pathname

export type Bug = {
  readonly name: string
  readonly title: string
  /** `sim`, or the path of a test. */
  readonly catcher: string
  readonly path: string
}

export function bugs(): Bug[] {
  return globSync('test/planted/*.patch', { cwd: root })
    .sort()
    .map((patch) => {
      const path = join(root, patch)
      const [title = '', caught = ''] = readFileSync(path, 'utf8').split('\n')
      const name = basename(patch, '.patch')
      return { name, title, catcher: caught.replace('Caught by: ', ''), path }
    })
}

const copied = ['src', 'mock-cbp', 'test', 'scripts', 'fixtures', 'package.json', 'tsconfig.json', 'vitest.config.ts'] // prettier-ignore

export type Copy = {
  /** Whether the patch fits; it stays in the copy unless `dry`. */
  readonly apply: (bug: Bug, how?: 'dry' | 'back') => boolean
  /** What tells the bug, or `undefined` when it is missed. */
  readonly hunt: (bug: Bug, seeds: number) => string | undefined
  readonly remove: () => void
}

export function copyOfTree(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'gate321-planted-'))
  for (const part of copied) cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const run = (command: string, args: readonly string[]) =>
    spawnSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 })
  return {
    apply: ({ path }, how) => {
      const option = how === 'dry' ? ['--dry-run'] : how === 'back' ? ['-R'] : []
      return run('patch', ['-p1', '--silent', '--force', ...option, '-i', path]).status === 0
    },
    hunt: ({ catcher }, seeds) => {
      if (catcher === 'sim') {
        const { status, stdout } = run(process.execPath, ['test/sim/main.ts', '--first', '--seeds', `${seeds}`]) // prettier-ignore
        const [found = ''] = (stdout ?? '').split('\n')
        if (status !== 0 && !found.startsWith('seed '))
          throw new Error(`the simulation does not run: ${found}`)
        return status === 0 ? undefined : found
      }
      const { status, stdout, stderr } = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--bail', '1', catcher]) // prettier-ignore
      const plain = `${stderr ?? ''}${stdout ?? ''}`.replace(/\u001b\[[0-9;]*m/g, '')
      const failed = /FAIL +(.+)/.exec(plain)?.[1]
      // Where a test runs on several engines, one that bails out may end with 0.
      if (failed === undefined && status !== 0) throw new Error(`${catcher} does not run: ${plain}`)
      return failed
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
