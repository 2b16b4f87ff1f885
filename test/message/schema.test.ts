import { XmlDocument, XmlElement } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import type { Facet, Field, Group } from '../../src/message/element.ts'
import { cargoRelease } from '../../src/message/filing.ts'
import { statusNotifications } from '../../src/message/notification.ts'
import { cargoReleaseReply } from '../../src/message/reply.ts'
import { schema } from './goldens.ts'
import type { Root } from './goldens.ts'

const tables: readonly (readonly [Root, Group<any>])[] = [
  ['CargoRelease', cargoRelease],
  ['CargoReleaseReply', cargoReleaseReply],
  ['StatusNotifications', statusNotifications],
]

/** One element as a line of text: path, how often, its CATAIR place, what it takes. */
type Rows = readonly string[]

function rowsOfTable(name: string, field: Field, path = ''): Rows {
  const of = field.kind === 'optional' || field.kind === 'many' ? field.of : field
  const occurs =
    field.kind === 'many'
      ? `${field.min}..${field.max}`
      : field.kind === 'optional'
        ? '0..1'
        : '1..1'
  const at = `${path}/${name}`
  if (of.kind === 'leaf') return [`${at} ${occurs} [${of.source}] ${facetOf(of.facet)}`]
  const children = Object.entries<Field>(of.fields).flatMap(([key, child]) =>
    rowsOfTable(child.kind === 'many' ? child.element : key, child, at),
  )
  return [`${at} ${occurs}`, ...children]
}

function facetOf(facet: Facet): string {
  if ('maxLength' in facet) return `minLength 1, maxLength ${facet.maxLength}, pattern \\P{Cc}*`
  if ('values' in facet) return facet.values.map((value) => `enumeration ${value}`).join(', ')
  if ('maxInclusive' in facet) {
    return `pattern 0|[1-9][0-9]*, maxInclusive ${facet.maxInclusive}`
  }
  // A schema's patterns have no anchors, and its \d takes the digits of every script.
  return `pattern ${facet.form.source.replace(/^\^|\$$/g, '').replaceAll('\\d', '[0-9]')}`
}

const xs = { xs: 'http://www.w3.org/2001/XMLSchema' }
const elements = (of: XmlElement, path: string) => of.find(path, xs) as XmlElement[]

function rowsOfSchema(element: XmlElement, path = ''): Rows {
  const attribute = (name: string, otherwise: string) => element.attr(name)?.value ?? otherwise
  const occurs = `${attribute('minOccurs', '1')}..${attribute('maxOccurs', '1')}`
  const at = `${path}/${attribute('name', '')}`
  const facets = elements(element, 'xs:simpleType/xs:restriction/*')
  if (facets.length > 0) {
    const taken = facets.map((facet) => `${facet.name} ${facet.attr('value')?.value}`).join(', ')
    return [`${at} ${occurs} [${documentation(element).split('. ')[0]}] ${taken}`]
  }
  const children = elements(element, 'xs:complexType/xs:sequence/xs:element')
  return [`${at} ${occurs}`, ...children.flatMap((child) => rowsOfSchema(child, at))]
}

function documentation(element: XmlElement): string {
  const found = element.get('xs:annotation/xs:documentation', xs)?.content ?? ''
  return found.trim().replace(/\s+/g, ' ')
}

describe.each(tables)('%s.xsd', (root, table) => {
  const document = XmlDocument.fromString(schema(root))

  it('declares the elements of the table: order, occurrence, CATAIR place, form', () => {
    const declared = elements(document.root, 'xs:element').flatMap((each) => rowsOfSchema(each))
    expect(declared).toEqual(rowsOfTable(root, table))
  })

  it('says of each element where it stands and what it means', () => {
    const all = elements(document.root, '//xs:element')
    const mute = all.filter((each) => !/^[^.]*\d?[^.]*\. \S.{3,}\.$/.test(documentation(each)))
    expect(mute.map((each) => each.attr('name')?.value)).toEqual([])
    expect(all.length).toBeGreaterThan(15)
  })

  it('is qualified and of the namespace of the messages', () => {
    expect(document.root.attr('elementFormDefault')?.value).toBe('qualified')
    expect(document.root.attr('targetNamespace')?.value).toBe('urn:gate321:cargo-release:1')
  })
})
