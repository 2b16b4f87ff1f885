/**
 * Lines of a terminal that are written over in place.
 * @module
 */
export type Screen = {
  readonly columns?: number
  readonly rows?: number
  readonly write: (text: string) => unknown
  readonly on: (event: 'resize', listener: () => void) => unknown
  readonly off: (event: 'resize', listener: () => void) => unknown
}

const hideCursor = '\u001b[?25l'
const showCursor = '\u001b[?25h'
const clearToEnd = '\u001b[K'
const clearBelow = '\u001b[J'
const clearAll = '\u001b[2J\u001b[H'
const up = (lines: number) => (lines === 0 ? '\r' : `\u001b[${lines}A\r`)

export type Redraw = {
  readonly draw: (lines: readonly string[]) => void
  /** What was drawn last stays. */
  readonly end: () => void
}

export function redrawing(screen: Screen): Redraw {
  let drawn = 0
  let resized = false
  // What was drawn before has been broken anew, nobody knows into how many lines.
  const onResize = () => {
    resized = true
  }
  screen.on('resize', onResize)
  screen.write(hideCursor)
  return {
    draw: (lines) => {
      const text = lines.map((line) => `${line}${clearToEnd}\n`).join('')
      screen.write(`${resized ? clearAll : up(drawn)}${text}${clearBelow}`)
      drawn = lines.length
      resized = false
    },
    end: () => {
      screen.off('resize', onResize)
      screen.write(showCursor)
    },
  }
}
