import { describe, expect, it } from 'vitest'
import { countsOf, shownOf, told } from '../../src/cli/board.ts'
import type { Board } from '../../src/cli/board.ts'
import { changeLine, draw } from '../../src/cli/drawing.ts'
import { columns } from '../../src/cli/columns.ts'
import { redrawing } from '../../src/cli/redraw.ts'
import type { Screen } from '../../src/cli/redraw.ts'
import type { Announcement } from '../../src/client.ts'

const announcement = (n: number, status: string, reference = `SHP-${n}`): Announcement => ({
  type: `entry.${status}`,
  timestamp: `2026-11-23T14:00:0${n}.000Z`,
  data: {
    simulated: true,
    entry: { id: `E${n}`, entryNumber: `ZZ9-000000${n}-1`, reference, status, version: 1 },
    ...{ sequence: 2, previousSequence: 1, position: n },
  },
})

function given(...statuses: readonly string[]): Board {
  const board: Board = new Map()
  statuses.forEach((status, at) => told(board, announcement(at + 1, status)))
  return board
}

const paint = (_: unknown, text: string) => text

const drawn = (board: Board, width: number, room = 10) =>
  draw(
    {
      ...{ title: 'All entries', state: 'live; Ctrl-C ends' },
      ...{ counts: countsOf(board.values()), rows: shownOf(board, room) },
    },
    { width, paint },
  )

describe('the table of watch', () => {
  it('has counts, a bar, those that need you first, then what changed last', () => {
    const board = given('released', 'discrepancy', 'released', 'submitted')
    expect(drawn(board, 100)).toEqual([
      'All entries  live; Ctrl-C ends',
      `[${'#'.repeat(30)}${'!'.repeat(15)}${'.'.repeat(15)}] 2 of 4 done`,
      '0 queued   1 submitted   0 under_review   2 released   1 discrepancy   0 rejected   0 cancelled',
      '',
      'CHANGED   ENTRY NUMBER   REFERENCE  STATUS        NEXT STEP',
      '14:00:02  ZZ9-0000002-1  SHP-2      discrepancy   ! Answer, send the document, or amend the entry. ',
      '14:00:04  ZZ9-0000004-1  SHP-4      submitted     Wait for the first status notification.          ',
      '14:00:03  ZZ9-0000003-1  SHP-3      released      Nothing; a release can still be suspended.       ',
      '14:00:01  ZZ9-0000001-1  SHP-1      released      Nothing; a release can still be suspended.       ',
    ])
  })

  it.each([20, 30, 40, 60, 80, 120])('stays within %i columns', (width) => {
    const board = given('released', 'discrepancy', 'rejected', 'submitted', 'under_review')
    told(board, announcement(6, 'queued', '神戸市中央区の小包 '.repeat(5)))
    told(board, announcement(7, 'queued', `a\u001b[2J${'x'.repeat(60)}`))
    const lines = drawn(board, width)
    expect(lines.filter((line) => columns(line) >= width)).toEqual([])
    expect(lines.join('')).not.toContain('\u001b')
  })

  it('gives what needs you at most half of the room', () => {
    const board = given('rejected', 'rejected', 'rejected', 'rejected', 'released', 'released')
    expect(shownOf(board, 4).map(({ id }) => id)).toEqual(['E4', 'E3', 'E6', 'E5'])
  })

  it('is one line a change where nobody sees a table', () => {
    const [row] = given('released').values()
    expect(row && changeLine(row, { width: 80, paint }).trimEnd()).toBe(
      '2026-11-23 14:00:01  ZZ9-0000001-1  released      SHP-1',
    )
  })
})

describe('redrawing', () => {
  function givenScreen() {
    const written: string[] = []
    const listeners = new Set<() => void>()
    const screen: Screen = {
      write: (text) => written.push(text),
      on: (_, listener) => listeners.add(listener),
      off: (_, listener) => listeners.delete(listener),
    }
    return { screen, written, listeners, resize: () => listeners.forEach((one) => one()) }
  }

  it('writes over what it drew before, and clears what is left of it', () => {
    const { screen, written } = givenScreen()
    const { draw: put } = redrawing(screen)
    put(['one', 'two'])
    put(['three'])
    expect(written).toEqual([
      '\u001b[?25l',
      '\rone\u001b[K\ntwo\u001b[K\n\u001b[J',
      '\u001b[2A\rthree\u001b[K\n\u001b[J',
    ])
  })

  it('begins anew on a terminal of another size', () => {
    const { screen, written, resize } = givenScreen()
    const { draw: put } = redrawing(screen)
    put(['one'])
    resize()
    put(['one'])
    expect(written.at(-1)).toBe('\u001b[2J\u001b[Hone\u001b[K\n\u001b[J')
  })

  it('gives the cursor back at the end', () => {
    const { screen, written, listeners } = givenScreen()
    redrawing(screen).end()
    expect(written.at(-1)).toBe('\u001b[?25h')
    expect(listeners.size).toBe(0)
  })
})
