/**
 * Whose request this is; behind the door of `/ace` there is always somebody.
 * @module
 */
import type { Heard } from '../http/request.ts'

export const filerOf = ({ env }: Pick<Heard, 'env'>): string => env.who?.filer ?? ''
