/**
 * Whose request this is; behind the door of `/ace` there is always somebody.
 * @module
 */
import type { Asked } from '../http/request.ts'

export const filerOf = ({ env }: Asked): string => env.who?.filer ?? ''
