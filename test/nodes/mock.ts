/**
 * CBP as a process of its own, with a clock that began when the run did: one mailbox for all nodes.
 * @module
 */
import { serveMock } from '../../mock-cbp/node.ts'

const [base = '', since = ''] = process.argv.slice(2)
const clock = {
  now: () => new Date(Date.parse(base) + Date.now() - Number(since)).toISOString(),
}
const { url } = await serveMock({ port: 0, pace: 'fast', inspectionRate: 0, clock, alone: true })
process.stdout.write(`${url}\n`)
