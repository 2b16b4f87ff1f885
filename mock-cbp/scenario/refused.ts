/**
 * What is wrong with a rule file. It stands alone, because who catches it may never read a file and
 * has no need of a reader of YAML.
 * @module
 */

/** Every mistake of a file, a line each: `rules.yaml:7:5: "relase": there is no word "relase"`. */
export class RuleFileRefused extends Error {
  override readonly name = 'RuleFileRefused'
}
