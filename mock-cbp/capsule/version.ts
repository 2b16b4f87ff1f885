/**
 * Which gate321 this is. A Worker has no package to read it from; a test holds it to package.json.
 * @module
 */

export const version = '0.1.0'
