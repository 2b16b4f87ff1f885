/**
 * DBOS: a workflow of two steps for each parcel, started from a queue so many at once; with 0 each is
 * started as soon as it comes.
 * @module
 */
import { DBOS } from '@dbos-inc/dbos-sdk'
import { apply, database, prepare, serve, size, submit } from './shell.ts'
import type { Row } from './shell.ts'

await prepare()
const workflow = DBOS.registerWorkflow(
  async (row: Row): Promise<void> => {
    await DBOS.runStep(() => submit([row]), { name: 'submit' })
    await DBOS.runStep(() => apply([row.number]), { name: 'apply' })
  },
  { name: 'carry' },
)
DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: database,
  systemDatabasePoolSize: 20,
  logLevel: 'error',
})
await DBOS.launch()
const queueName = 'parcels'
if (size > 0) {
  await DBOS.registerQueue(queueName, { workerConcurrency: size, minPollingIntervalMs: 50 })
}
/** Started together; more would only wait for the pool. */
const atOnce = 50
serve(async (rows) => {
  for (let at = 0; at < rows.length; at += atOnce) {
    await Promise.all(
      rows.slice(at, at + atOnce).map((row) =>
        DBOS.startWorkflow(workflow, size > 0 ? { queueName } : {})(row),
      ), // prettier-ignore
    )
  }
})
