#!/usr/bin/env node
// The command: what is published runs compiled, a clone runs its sources. No dependencies, and no
// syntax that an old Node could not read, because any Node may start it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const self = fileURLToPath(import.meta.url)
const root = join(dirname(self), '..')
const source = join(root, 'src', 'cli', 'main.ts')
const isClone = existsSync(source)

// Long work on the database of a gateway that goes first, also while the commands are still being
// read: half a second of a processor, which is more than the copy of a small database takes.
const patient = ['backup', 'record', 'export', 'verify']
const command = process.argv.slice(2).find((word) => !word.startsWith('-'))
if (patient.includes(command)) setPriority(constants.priority.PRIORITY_LOW)

if (!isClone || Number(process.versions.node.split('.')[0]) >= 24) {
  const main = isClone ? source : join(root, 'dist', 'src', 'cli', 'main.js')
  const cli = await import(pathToFileURL(main).href)
  await cli.main()
} else {
  const windows = process.platform === 'win32'
  const node = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node')
  if (!existsSync(node)) {
    console.error(
      `gate321 needs Node 24; this is ${process.version}. Run "npm ci" in ${root} first.`,
    )
    process.exit(2)
  }
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: 'inherit', shell: windows })
  // A terminal tells both of Ctrl-C, a supervisor only this one that it shall end.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code) => {
    process.exitCode = code === null ? 1 : code
  })
}
