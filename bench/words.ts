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
    title: 'At the pace of the country',
    said: [
      'A run of its own: filings come in at the pace of the average of four million a day, are carried to their release beside mock-cbp, and stay in the store. Memory is the middle of a look every second; the first sixth is the warming up. It is long, and the machine may do other work beside it: its times say little, what grows says much.',
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
export const shortfalls: readonly string[] = [
  "**What falls short, and why.** An entry costs the gateway nine tenths of a millisecond of processor time in a file and 1.8 filed singly, and mock-cbp a fifth of one; two cores that also carry the load end near 1,700 entries a second whatever is done beside what, and what the gateway does is one thread's for nine tenths of it. Two fifths of a row's time are SQLite: five events with their places in the feed, the entry written four times, the ledger, the order, the messages, and the indexes behind the desk's pages; sixteen pages of the log for an entry. The floor and pg-boss write a few small rows, and neither keeps a journal, an account of a person's day, or what was said to whom. A filing of its own pays HTTP, its key, the law and an answer of 25 KB with both verdicts alone, where a file asks the store once for sixty-four; and at 32 connections it is carried while others come in. At a million entries what a page reads is no longer at hand: it takes a few milliseconds instead of one, within its bound, and not all of it within a tenth of the rate at 10,000. Four readers without a pause bring the smallest store's gateway past 300 MB: a page of messages reads the whole transmission, and what is read so fast is collected late.",
  '**What was tried and kept**: a typed writer and reader made from the element tables; what is declared apart from what changes, so that a word of CBP writes only the small rest; notices applied in the very write that keeps them; a page of notices, a part of a file and a transmission each in one write; the reads of sixty-four shipments asked at once; one commit for all who write in the same turn; sending, putting together and hearing CBP beside each other (814 to 876 entries a second); blocks of entry numbers that grow. Since then, in turns by hand: a file that gives way after each write (3 to 8 % in three turns of four); a young generation of 16 MB and one thread of V8 beside (1,148 to 1,340 entries a second, 888 to 730 us); bounds on what glibc keeps (20 MB less); bodies without streams, an answer that is not read again for its id, no exception for a waking (600 to 695 single filings a second).',
  '**What was tried and left**: a thread for the writer of SQLite, with a file judged ahead of what is being written: 951 to 1,023 entries a second on a quiet machine, for 40 MB more; the processor time of both threads together was the same. That was before glibc was bounded and the file gave way, and is what to try next. A log of 128 MB instead of 32 before it is copied back, 16 and 32 MB of pages at hand instead of 4, writes of 128 and 256 shipments instead of 64, commits that do not wait for the disk: no difference beyond the noise of the machine, which is a tenth to a fifth from one minute to the next. What was declared kept in memory as it was read, for a thousand entries or four: slower, for what lives longer is collected later. A young generation of 24 or 32 MB: 2 to 5 % more, past the bound of memory. Compressed documents, measured apart: 32 us for the document of one entry, 2 us an entry for a transmission of a hundred, which would save one or two of the sixteen pages; not done.',
]
