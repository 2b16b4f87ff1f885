import { describe, expect, it } from 'vitest'
import { personKey } from '../../src/domain/person.ts'
import { shipment } from './example.ts'

const jane = shipment.consignee
const at = (name: string, street: string, more: object = {}) =>
  personKey({ name, address: { ...jane.address, street, ...more } })

describe('one person', () => {
  it.each([
    ['JANE SMITH', '100 MAIN ST APT 4', {}],
    ['Jane  Smith', '100 Main Street, Apartment 4', {}],
    ['Ms. Jane Smith', '100 Main St. #4', {}],
    ['jane smith', '100 main st unit 4', { city: 'New York' }],
    ['Jane Smith', '100 Main Str., Suite 4', { postalCode: '11201-3347' }],
    ['Jané Smith', '100 Main St., No. 4', { subdivision: undefined }],
  ])('is known as %s, %s', (name, street, more) => {
    expect(at(name, street, more)).toBe(personKey(jane))
  })

  it.each([
    ['Jane Smith', '100 Main St Apt 5', {}],
    ['Jane Smith', '102 Main St Apt 4', {}],
    ['June Smith', '100 Main St Apt 4', {}],
    ['Jane Smith', '100 Main St Apt 4', { postalCode: '11202' }],
    ['Jane Smith', '100 Main St Apt 4', { country: 'CA' }],
  ])('is not %s, %s %j', (name, street, more) => {
    expect(at(name, street, more)).not.toBe(personKey(jane))
  })

  it('without a ZIP is told apart by the city', () => {
    const without = { postalCode: undefined }
    expect(at('Jane Smith', '1 Elm St', { ...without, city: 'Troy' })).not.toBe(
      at('Jane Smith', '1 Elm St', { ...without, city: 'Utica' }),
    )
  })

  it('is read from her name and address in one fixed form', () => {
    expect(personKey(jane)).toBe('JANE SMITH|100 MAIN ST APT 4|11201|US')
  })
})
