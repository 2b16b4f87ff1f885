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
      'Four readers, each asking for the next page when the last one is there. The stores hold what the gateway itself wrote for 200 entries, over and over with ids, numbers, bills, people and times of their own, spread over ninety days (what was announced, over the thirty that it is kept); one of a hundred entries is open. All the gateways run, and take turns; before each round the stores are read through, from the disk into memory.',
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
  "**What falls short, and why.** An entry costs the gateway three quarters of a millisecond of processor time in a file and 1.6 filed singly, and mock-cbp a fifth of one; two cores that also carry the load end near 2,000 entries a second whatever is done beside what, and what the gateway does is one thread's for five sixths of it. Two fifths of a row's time are SQLite: five events with their places in the feed, the entry written four times, the ledger, the order, the messages, and the indexes behind the desk's pages; ten pages of the log for an entry. The floor and pg-boss write a few small rows, and neither keeps a journal, an account of a person's day, or what was said to whom. A filing of its own pays HTTP, its key, the law and an answer of 25 KB with both verdicts alone, where a file asks the store once for sixty-four; and at 32 connections it is carried while others come in. A million entries are 16 GB, and SQLite has 24 MB of them at hand: a search reads four pages more of the operating system than with 10,000, 40 us of 250, and lists, which read fifty, next to nothing more for each. That is in memory; after a start with nothing of it there a search is answered 700 to 2,200 times a second instead of 4,000, and within its bound of 50 ms. In the hour what was not accepted was refused as too much at once, while other work had both cores.",
  '**What was tried and kept**: a typed writer and reader made from the element tables; what is declared apart from what changes, so that a word of CBP writes only the small rest; notices applied in the very write that keeps them; a page of notices, a part of a file and a transmission each in one write; the reads of sixty-four shipments asked at once; one commit for all who write in the same turn; sending, putting together and hearing CBP beside each other (814 to 876 entries a second); blocks of entry numbers that grow. Since then, in turns by hand: a file that gives way after each write (3 to 8 % in three turns of four); a young generation of 16 MB and one thread of V8 beside (1,148 to 1,340 entries a second, 888 to 730 us); bounds on what glibc keeps (20 MB less); bodies without streams, an answer that is not read again for its id, no exception for a waking (600 to 695 single filings a second). And: objects that V8 puts among the old ones at their birth, because their kind has often grown old, no longer are (40 MB less under lists, 4 % more filings); what is declared only in the event that declared it, tables of short rows in the tree of their key, rows of a file put in together, one note for all transmissions that leave at once, random bytes by the thousand (1,170 to 1,291 entries a second, and 102 to 84 ms at the 99th percentile of single filings, the middle of three turns). An hour of the country is also sealed, and a month later let go: the seal over 165,000 entries was put at once, 60 MB for a moment, and is now put in parts (for 100,000 entries 157 ms in which nobody was answered became 10, 38 to 57 MB became 6); 828,000 old announcements went at once, which took 2.2 s, and now go by the thousand.',
  '**What was tried and left**: a thread for the writer of SQLite, with a file judged ahead of what is being written, tried twice: it takes 190 us of 650 from the thread that answers and costs 260 of its own and 40 MB, for what goes from one to the other grows old on the way; 1,250 to 1,190 entries a second, with smaller rounds of the carrier 1,206, beside other work. A thread that copies the log of SQLite back: the longest stop of the others 15 ms instead of 35 to 50, no more entries a second, 30 MB more. Pages of 8 KB: no difference. A log of 128 MB instead of 32 before it is copied back, 8 and 48 MB of pages at hand instead of 24, writes of 128 and 256 shipments instead of 64, commits that do not wait for the disk: no difference beyond the noise of the machine, which is a tenth to a fifth from one minute to the next. What was declared kept in memory as it was read, for a thousand entries or four: slower, for what lives longer is collected later. A young generation of 24 or 32 MB: 2 to 5 % more, past the bound of memory. The carrier in a thread of its own, with its own connection and a lock between the two: 1,340 to 1,390 beside other work, for then three threads, CBP and the load share two cores (a fifth of the time each waits for one), and 75 MB more, past the bound. A reply, what it says of each entry and the end of its transmission in one write and not in four: no difference, for those who write in the same turn share a commit already. Compressed documents, measured apart: 32 us for the document of one entry, 2 us an entry for a transmission of a hundred, which would save one or two of the ten pages; not done.',
]
