/**
 * What single pages need beyond the ground: each page brings its rules from its own folder.
 * @module
 */

export const looks = ''
