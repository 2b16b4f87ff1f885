/**
 * The port to traces: work under a name, with what may be said of it. Whoever runs the gateway
 * decides whether anybody records it; a span carries ids and codes, never what a shipment says.
 * @module
 */

export type Fields = Readonly<Record<string, string | number | boolean>>

/** Says more of the work in hand. */
export type Note = (fields: Fields) => void

export type Trace = <T>(
  name: string,
  fields: Fields,
  work: (note: Note) => Promise<T>,
) => Promise<T>

export const noTrace: Trace = (_name, _fields, work) => work(() => undefined)
