/**
 * Why a document cannot be read.
 * @module
 */

/** The codes are those of alarms and of replies in doubt. */
export type XmlFault =
  | 'cbp_empty'
  | 'cbp_not_xml'
  | 'cbp_truncated'
  | 'cbp_malformed'
  | 'cbp_forbidden_construct'
  | 'cbp_limits'
  | 'cbp_encoding'
  | 'cbp_bad_char'
  | 'cbp_unexpected_root'
  | 'cbp_ambiguous'
