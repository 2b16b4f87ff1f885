/**
 * One after another within a world: what arrives first is worked first, so that a journal read from
 * the top tells the same story again. Worlds do not wait for each other.
 * @module
 */

export type Turns = <T>(world: string, work: () => Promise<T>) => Promise<T>

export function takeTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return <T>(world: string, work: () => Promise<T>) => {
    const turn = (last.get(world) ?? Promise.resolve()).then(work, work)
    last.set(world, turn)
    const leave = () => {
      if (last.get(world) === turn) last.delete(world)
    }
    turn.then(leave, leave)
    return turn
  }
}
