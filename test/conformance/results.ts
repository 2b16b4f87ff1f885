/**
 * What a run of vitest came to, by test.
 * @module
 */
import { relative } from 'node:path'

type Report = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

export type Results = {
  /** File and title, and the file. */
  readonly passed: ReadonlyMap<string, string>
  readonly failed: readonly string[]
}

export function resultsOf(root: string, json: string): Results {
  const passed = new Map<string, string>()
  const failed: string[] = []
  for (const { name, status, assertionResults } of (JSON.parse(json) as Report).testResults) {
    const file = relative(root, name)
    for (const { fullName, status } of assertionResults) {
      const title = `${file}: ${fullName}`
      if (status === 'passed') passed.set(title, file)
      else if (status === 'failed') failed.push(title)
    }
    // A file that does not even load has no tests.
    if (status === 'failed' && assertionResults.length === 0) failed.push(file)
  }
  return { passed, failed }
}

/** Of the parts of a run; what failed in one and passed in another was run again. */
export function together(parts: readonly Results[]): Results {
  const passed = new Map(parts.flatMap((part) => [...part.passed]))
  const failed = new Set(parts.flatMap((part) => part.failed))
  return { passed, failed: [...failed].filter((title) => !passed.has(title)) }
}
