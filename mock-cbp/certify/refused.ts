/**
 * A certification that cannot begin: a target with mistakes, a client that does not start.
 * @module
 */

/** What is wrong and where, for whoever wrote the target. */
export class Refused extends Error {
  override readonly name = 'Refused'
}
