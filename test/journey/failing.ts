/**
 * The gateway with a way to CBP that breaks what no one catches, as a process of its own.
 * @module
 */
import { readConfig } from '../../src/config.ts'
import { startGateway } from '../../src/node.ts'

const kinds: Readonly<Record<string, () => void>> = {
  rejection: () => void Promise.reject(new Error('nobody listens')),
  exception: () => void setImmediate(() => { throw new Error('nobody catches') }),
  memory: () => {
    const kept: unknown[] = []
    for (;;) kept.push(new Array(100_000).fill(kept.length))
  },
} // prettier-ignore

const reading = readConfig({ PORT: '0', GATE321_DATA: process.argv[3] })
if (!reading.ok) throw new Error(reading.mistakes.join())
let once = false
const { url } = await startGateway(reading.config, () => {
  if (!once) setImmediate(() => kinds[process.argv[2] ?? '']?.())
  once = true
  return new Response(null, { status: 503 })
})
process.stdout.write(`listening ${url}\n`)
