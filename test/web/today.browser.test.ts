import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entryNumber } from '../../src/domain/number.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { expectUsable, picture, startDesk, widths } from './stack.ts'
import type { DeskStack } from './stack.ts'
import { putMany } from './many.ts'

/** `MANY=100000` measures what the pages promise; what is here on each run keeps it. */
const many = Number(process.env['MANY'] ?? 5000)

describe('a desk with many entries', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gate321-many-'))
  let stack: DeskStack
  beforeAll(async () => {
    const db = openSqlite(join(folder, 'gate321.sqlite'))
    await migrate(db, schema)
    await putMany(db, many, '2026-11-23T00:00:00.000Z')
    db.close()
    stack = await startDesk({ GATE321_DATA: folder, GATE321_TODAY: '2026-11-23' })
  }, 240_000)
  afterAll(async () => {
    await stack.stop()
    rmSync(folder, { recursive: true })
  })

  it.each([
    '/',
    '/entries',
    `/entries/${entryNumber('ZZ9' as FilerCode, 2500)}`,
    '/entries?q=SHP-0002',
    '/entries?needs=me',
  ])(
    'paints %s within a second',
    async (path) => {
      const page = await stack.open('/settings')
      await page.goto(stack.url + path)
      const painted = await page.evaluate<number>(`new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const first = list.getEntriesByName('first-contentful-paint')[0]
          if (first) resolve(first.startTime)
        }).observe({ type: 'paint', buffered: true })
      })`)
      if (process.env['MANY'] !== undefined) console.log(path, `${Math.round(painted)} ms`)
      expect(painted).toBeLessThan(1000)
      await page.context().close()
    },
    30_000,
  )

  it.each(widths)(
    'is usable at %s pixels',
    async (width) => {
      const page = await stack.open('/', { width })
      await picture(page, `today-many-${width}`)
      await expectUsable(page)
      await page.goto(`${stack.url}/entries`)
      await picture(page, `entries-many-${width}`)
      await expectUsable(page)
      await page.context().close()
    },
    30_000,
  )
})
