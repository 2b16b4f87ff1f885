/**
 * gate321 as a library: the gateway, its HTTP application, its stores, and the domain's types.
 * @module
 */
export { createGateway } from './gateway/gateway.ts'
export type { Changed, Gateway, Ticked } from './gateway/gateway.ts'
export type { Clock, Deps, Ids, Log, Receivers, Send, Streams } from './gateway/deps.ts'
export type { Reading } from './gateway/examine.ts'
export type { Filed } from './gateway/file.ts'
export type { PresentedEntry } from './gateway/present.ts'
export type { Announcement } from './gateway/announce.ts'
export { edgeReceivers } from './webhook/edge.ts'
export { createApp } from './http/app.ts'

export { d1 } from './store/d1.ts'
export { Conflict, StoreUnavailable } from './store/db.ts'
export type { Db, Row, Statement, Value } from './store/db.ts'
export { migrate } from './store/migrations.ts'
export { numbers } from './store/numbers.ts'
export { schema } from './store/schema.ts'
export { r2Files } from './document/r2.ts'
export type { Files } from './document/files.ts'

export { dispositions } from './domain/disposition.ts'
export type { Disposition } from './domain/disposition.ts'
export type { Entry } from './domain/entry.ts'
export type { Event } from './domain/event.ts'
export { entryCheckDigit, parseAirWaybill, parseEntryNumber } from './domain/number.ts'
export type { EntryNumber, FilerCode } from './domain/number.ts'
export type { Problem, ProblemCode } from './domain/problem.ts'
export type { Line, Party, Shipment } from './domain/shipment.ts'
export type { Status } from './domain/status.ts'
