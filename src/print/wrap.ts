/**
 * Text broken into lines of a width: between words, and inside a word that is wider than a line.
 * @module
 */
import type { Face } from './face.ts'

export function wrap(text: string, face: Face, size: number, width: number): string[] {
  const room = (width / size) * 1000
  const space = face.width(' ')
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.split(' ').filter((word) => word !== '')) {
    const wide = face.width(word)
    if (line !== '' && used + space + wide <= room) {
      line += ` ${word}`
      used += space + wide
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = wide <= room ? [word] : broken(word, face, room)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
    used = face.width(line)
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

function broken(word: string, face: Face, room: number): string[] {
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const character of word) {
    const wide = face.width(character)
    if (piece !== '' && used + wide > room) {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += character
    used += wide
  }
  return [...pieces, piece]
}
