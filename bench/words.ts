/**
 * What is said of each suite on the page on performance; the figures come from the run.
 * @module
 */
export type Words = { readonly title: string; readonly said: readonly string[] }

export const words: Readonly<Record<string, Words>> = {
  filing: {
    title: 'From a caller to the release',
    said: [
      'A shipment of two lines comes in, is validated, judged by the rules, kept, put into a transmission, accepted by CBP and released. Gateway, CBP and load generator are three processes on the one machine. With mock-cbp an entry is told of twice (admissible, released); the bare CBP accepts and releases whatever it is sent, finds what it needs by looking for text, and keeps nothing.',
      '*The floor* is the least program that does the same work on the same bytes: JSON in, a message put together as text, commits on SQLite with `synchronous=FULL` of as many rows together, bare HTTP, a reply that is searched and not read. It has no rules, no check of anything, no journal, and nothing for people to read. What stands between it and the gateway is what the gateway is for.',
      '`received` is the file answered with 202: each row read, validated and kept. `filed` is each row an entry, with its number, its verdict and its place in the ledger.',
    ],
  },
  budget: {
    title: "Where an entry's microseconds go",
    said: [
      "The gateway's own process under V8's sampling profiler, against the bare CBP. Each sample counts for the innermost source that the table in `bench/suites/budget.ts` knows; a library counts for whoever calls it. The sum is the processor time of the process, its compiler and its garbage collector included.",
    ],
  },
  engines: {
    title: 'The same three steps on engines that others use',
    said: [
      'Accept, submit and read the reply, apply the release: durable at each step. The engines do no more than these three; their message is put together as text and the reply is searched, as at the floor. Each has a PostgreSQL database of its own (its usual settings, so that a commit reaches the disk) and the best of the sizes tried. The gateway does its whole work.',
    ],
  },
  pages: {
    title: 'With a million entries in the store',
    said: [
      'Four readers, each asking for the next page when the last one is there. The stores hold what the gateway itself wrote for 200 entries, over and over with ids, numbers, bills, people and times of their own, spread over ninety days; one of a hundred entries is open. All the gateways run, and take turns.',
      'A start is counted from the start of the process to its first answer from the store.',
    ],
  },
  soak: {
    title: 'An hour at the pace of the country',
    said: [
      'A run of its own: filings come in at the pace of the average of four million a day, are carried to their release beside mock-cbp, and stay in the store. Memory is the middle of a look every second; the first sixth is the warming up.',
    ],
  },
  worker: {
    title: 'On Workers',
    said: ['The same sources on workerd, with D1 on this machine.'],
  },
  mock: {
    title: 'The mock CBP beside other mocks',
    said: [
      'One `POST /ace/transmissions` with a new entry each time, over 32 connections. `mock-cbp` reads it, rules on it and keeps it; the others answer from a template or an example.',
    ],
  },
}

/** Said where a goal is not reached; what was tried stands with it. */
export const shortfalls: readonly string[] = []
