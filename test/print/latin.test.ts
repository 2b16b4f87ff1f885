import { describe, expect, it } from 'vitest'
import { toLatin } from '../../src/print/latin.ts'

const has = (character: string) => /[\x20-\x7e\xa1-\xff€Žž•–]/.test(character)

describe('text in the letters of a PDF', () => {
  it.each([
    ['Jane Smith ^ `x`', 'Jane Smith ^ `x`'],
    ['Größe, €5 – Ærø', 'Größe, €5 – Ærø'],
    ['e\u0301clair', 'éclair'],
    ['Łódź', 'Lódz'],
    ['Москва', 'Moskva'],
    ['Αθήνα', 'Athina'],
    ['北京 Tea', '?? Tea'],
    ['a\u200bb\u202ec', 'abc'],
    ['a\tb\u00a0c', 'a b c'],
    ['🙂', '?'],
    ['', ''],
  ])('%j is %j', (text, latin) => {
    expect(toLatin(text, has).text).toBe(latin)
  })

  it('says whether anything is spelled anew', () => {
    expect(toLatin('Größe', has).spelled).toBe(false)
    expect(toLatin('Łódź', has).spelled).toBe(true)
  })

  it('keeps nothing but the letters there are, from right to left too', () => {
    const { text, spelled } = toLatin('شركة 5 דוד', has)
    expect(text).toMatch(/^[\x20-\x7e]+$/)
    expect(text).toContain(' 5 ')
    expect(spelled).toBe(true)
  })
})
