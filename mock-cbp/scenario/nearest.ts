/**
 * What somebody may have meant.
 * @module
 */
import leven from 'leven'

/** `; did you mean "release"?`, or nothing when no name is near. */
export function nearest(word: string, names: readonly string[]): string {
  const near = names
    .map((name) => ({ name, far: leven(word, name) }))
    .filter(({ name, far }) => far <= Math.max(2, name.length / 3))
    .sort((a, b) => a.far - b.far)
  return near[0] ? `; did you mean "${near[0].name}"?` : ''
}
