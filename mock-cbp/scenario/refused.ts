/**
 * What is wrong with a rule file. It stands alone, because who catches it may never read a file, and
 * the reader of YAML takes 13 MB.
 * @module
 */

/** Every mistake of a file, a line each: `rules.yaml:7:5: "relase": there is no word "relase"`. */
export class RuleFileRefused extends Error {
  override readonly name = 'RuleFileRefused'
}
