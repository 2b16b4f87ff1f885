/**
 * Rows as columns of text: names to the left, figures to the right.
 * @module
 */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return rows.map(line).join('\n')
}

/** `-` for what was not measured. */
export const figure = (value: number): string =>
  Number.isNaN(value) ? '-' : Math.round(value).toLocaleString('en-US')
