import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { wireNames } from '../../src/domain/wire.ts'

/** How many entries ended where, as the demo prints it. */
async function ends(wire: string): Promise<string> {
  const env = { ...process.env, GATE321_WIRE: wire }
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/demo.ts'], { env })
  expect(stdout).toMatch(/All \d+ ended as their fixtures say/)
  return /^ +expected +found\n[^]*?\n\n/m.exec(stdout)?.[0] ?? ''
}

it('the demo ends the same on both wires', { timeout: 120_000 }, async () => {
  const [xml, catair] = await Promise.all(wireNames.map(ends))
  expect(catair).toContain('released')
  expect(catair).toBe(xml)
})
