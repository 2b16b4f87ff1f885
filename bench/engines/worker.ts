/**
 * graphile-worker: a job for each step of each parcel, many at once, with its local queue and its
 * batched completion, as its pages on performance recommend.
 * @module
 */
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import { apply, database, prepare, serve, size, submit } from './shell.ts'
import type { Row } from './shell.ts'

await prepare()
const logger = new Logger(() => () => undefined)
const utils = await makeWorkerUtils({ connectionString: database, logger })
await utils.migrate()
await run({
  logger,
  noHandleSignals: true,
  taskList: {
    submit: async (payload, helpers) => {
      const row = payload as Row
      await submit([row])
      await helpers.addJob('apply', { number: row.number })
    },
    apply: (payload) => apply([(payload as { number: string }).number]),
  },
  preset: {
    worker: {
      connectionString: database,
      concurrentJobs: size,
      maxPoolSize: 20,
      localQueue: { size: size * 2 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  },
})
serve((rows) => utils.addJobs(rows.map((payload) => ({ identifier: 'submit', payload })))) // prettier-ignore
