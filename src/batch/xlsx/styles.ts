/**
 * Which cell formats show a number as a day.
 * @module
 */
import type { Zip } from './zip.ts'
import { hearAll } from './xml.ts'

/** ECMA-376 part 1, 18.8.30: formats that every workbook has; those from 27 on are of East Asia. */
const builtin = (id: number) =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58)

/** What is quoted, escaped or in brackets is shown as it is. */
const isDay = (format: string) =>
  /[dmyhs]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').replace(/general/i, ''))

/** By the number that a cell names as its style. */
export async function dayStyles(zip: Zip): Promise<ReadonlySet<number>> {
  const formats = new Map<number, string>()
  const days = new Set<number>()
  let inside = ''
  let style = 0
  await hearAll(zip.open('xl/styles.xml'), {
    open: (name, attributes) => {
      if (name === 'cellXfs' || name === 'cellStyleXfs') inside = name
      if (name === 'numFmt') {
        formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      }
      if (name !== 'xf' || inside !== 'cellXfs') return
      const id = Number(attributes['numFmtId'] ?? 0)
      const own = formats.get(id)
      if (own === undefined ? builtin(id) : isDay(own)) days.add(style)
      style += 1
    },
    close: (name) => {
      if (name === inside) inside = ''
    },
  })
  return days
}

const millisADay = 86_400_000
/** Day 0 as it is counted from March 1900 on; before that Excel has a day that never was. */
const epochs = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) }

/** `46356` is `2026-11-30`; with a time of day it is an instant, and so no day. */
export function dayOf(serial: number, epoch: keyof typeof epochs): string {
  const at = new Date(epochs[epoch] + Math.round(serial * millisADay))
  if (Number.isNaN(at.getTime())) return String(serial)
  return Number.isInteger(serial) ? at.toISOString().slice(0, 10) : at.toISOString()
}
