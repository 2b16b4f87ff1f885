/**
 * pg-boss: a queue for each step, whole batches of jobs fetched, handled and completed together.
 * @module
 */
import { PgBoss } from 'pg-boss'
import { apply, database, prepare, serve, size, submit } from './shell.ts'
import type { Row } from './shell.ts'

await prepare()
const boss = new PgBoss({ connectionString: database, schedule: false, supervise: false })
boss.on('error', (error) => process.stderr.write(`${error.message}\n`))
await boss.start()
await boss.createQueue('submit')
await boss.createQueue('apply')

const options = { batchSize: size, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true } as const
await boss.work<Row>('submit', options, async (jobs) => {
  await submit(jobs.map(({ data }) => data))
  await boss.insert(
    'apply',
    jobs.map(({ data: { number } }) => ({ data: { number } })),
  )
})
await boss.work<{ number: string }>('apply', options, (jobs) =>
  apply(jobs.map(({ data }) => data.number)),
)
serve((rows) => boss.insert('submit', rows.map((data) => ({ data })))) // prettier-ignore
