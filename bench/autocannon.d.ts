/** The part of autocannon that the bench uses; the package is installed for the bench only. */
declare module 'autocannon' {
  export type Request = {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }
  export type Options = {
    readonly url: string
    readonly connections: number
    readonly duration?: number
    /** Requests a second, all connections together. */
    readonly overallRate?: number
    readonly amount?: number
    /** Requests after which a connection is made anew. */
    readonly reconnectRate?: number
    readonly requests: readonly {
      readonly setupRequest: (request: object) => object
      readonly onResponse: (status: number, body: string) => void
    }[]
  }
  export type Result = {
    readonly errors: number
    readonly latency: { readonly p50: number; readonly p99: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
