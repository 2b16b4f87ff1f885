/**
 * Long work beside a gateway that files: it goes in small pieces, and rests after each for longer than
 * the piece took, so that most of a processor and of the disk is left to the others.
 * @module
 */
export type Resting = {
  /** Milliseconds; only differences count. */
  readonly millis: () => number
  readonly sleep: (millis: number) => void
}

/** Of the time, in parts: one of work, two of rest. */
const restShare = 2
/** A piece that was slow because the machine is busy asks for no longer rest than this. */
const mostMillis = 100

export function restBetween({ millis, sleep }: Resting): () => void {
  let since = millis()
  return () => {
    sleep(Math.min((millis() - since) * restShare, mostMillis))
    since = millis()
  }
}

export const noRest = (): void => undefined

const linesAtOnce = 500

export async function* resting<Line>(
  lines: AsyncIterable<Line>,
  rest: () => void,
): AsyncGenerator<Line, void, undefined> {
  let count = 0
  for await (const line of lines) {
    yield line
    if (++count % linesAtOnce === 0) rest()
  }
}
