/**
 * What a person has to decide: the command ends, nothing was changed.
 * @module
 */
export class Refused extends Error {
  override readonly name = 'Refused'
}

export const databaseName = 'gate321.sqlite'
