/**
 * A file that is refused whole: nothing of it is kept. Rows that are wrong are no reason for that.
 * @module
 */
import type { Problem } from '../domain/problem.ts'

export type RefusedCode =
  | 'batch_empty'
  | 'batch_too_large'
  | 'csv_columns'
  | 'json_syntax'
  | 'json_not_array'
  | 'utf8_invalid'
  | 'xlsx_forbidden'
  | 'xlsx_format'
  | 'xlsx_too_large'

/** A problem with its place in the file. */
export type RowProblem = Problem & {
  /** As a spreadsheet counts: the headings are row 1. In a file of JSON, the line or the place. */
  readonly row?: number
  /** The heading as the file has it. */
  readonly column?: string
}

export class FileRefused extends Error {
  override readonly name = 'FileRefused'
  readonly code: RefusedCode
  readonly errors: readonly RowProblem[]

  constructor(code: RefusedCode, detail: string, errors: readonly RowProblem[] = []) {
    super(detail)
    this.code = code
    this.errors = errors
  }
}
