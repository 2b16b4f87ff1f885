import { describe, expect, it } from 'vitest'
import { progress } from '../../src/cli/progress.ts'
import { paper } from './paper.ts'

describe('progress', () => {
  it('is a line for each tenth where nobody watches', async () => {
    const { terminal, prints, complaints } = paper()
    const bar = await progress(terminal, 'Sending a.csv', false, () => 0)
    for (const done of [1, 2, 9, 11, 12, 55, 99, 100]) bar.to(done, 100, `${done} rows`)
    bar.end()
    expect(complaints).toEqual([
      'Sending a.csv: 1 %, 1 rows',
      'Sending a.csv: 11 %, 11 rows',
      'Sending a.csv: 55 %, 55 rows',
      'Sending a.csv: 99 %, 99 rows',
      'Sending a.csv: 100 %, 100 rows',
    ])
    expect(prints).toEqual([])
  })

  it('gives a sign of life where a tenth takes long', async () => {
    let now = 0
    const { terminal, complaints } = paper()
    const bar = await progress(terminal, 'Filing a.csv', false, () => now)
    for (const done of [1, 2, 3]) {
      bar.to(done, 100)
      now += 5000
    }
    expect(complaints).toHaveLength(3)
  })

  it('is nothing for programs', async () => {
    const { terminal, complaints } = paper()
    const bar = await progress(terminal, 'Sending a.csv', true)
    bar.to(1, 1)
    bar.end()
    expect(complaints).toEqual([])
  })
})
