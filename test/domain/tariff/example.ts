/**
 * A tariff of a few rows, made up in the shape of the USITC's export.
 * @module
 */
import type { ExportFile } from '../../../src/domain/tariff/export.ts'

type Odd = Readonly<Record<string, unknown>>

const row = (indent: number, htsno: string, description: string, rest: Odd = {}) => ({
  htsno,
  indent: String(indent),
  description,
  superior: null,
  units: [],
  general: '',
  special: '',
  other: '',
  footnotes: [],
  ...rest,
})

export const file = (name: string, rows: unknown): ExportFile => ({
  name,
  text: JSON.stringify(rows),
})

const note = { columns: ['general'], value: 'See 9903.88.15. ', type: 'endnote' }

export const ceramics = [
  row(1, '', 'II. OTHER CERAMIC PRODUCTS:'),
  row(0, '6912.00', 'Ceramic tableware and other household articles, other than of porcelain:'),
  row(1, '', 'Tableware and kitchenware:', { superior: 'true', footnotes: null }),
  row(2, '6912.00.35', 'In sets', { general: '9.8%', special: 'Free (A)', other: '55%', footnotes: [note] }),
  row(3, '6912.00.35.10', 'Plates; mugs and cups', { units: ['Dz Pcs'] }),
  row(3, '6912.00.35.50', 'Other', { units: ['Dz Pcs'] }),
  row(2, '6912.00.44.00', 'Mugs and <i>other</i> steins', { general: '10%', units: ['Dz Pcs'] }),
  row(1, '6912.00.50.00', 'Other', { general: '6%', units: [''] }),
] // prettier-ignore

export const shirts = [
  row(0, '6109', 'T-shirts, singlets, tank tops and similar garments, knitted or crocheted:'),
  row(1, '6109.10.00', 'Of cotton', { general: '16.5%', other: '90%' }),
  row(2, '', "Men's or boys':"),
  row(3, '6109.10.00.12', "T-shirts: Men's (338)", { units: ['doz.', 'kg'] }),
  row(2, '6109.10.00.40', "Women's T-shirts (339)", { units: ['doz.', 'kg'] }),
  row(1, '6109.90.10', 'Of man-made fibers', { general: '32%', units: ['doz.', 'kg'] }),
  row(0, '6110', 'Sweaters, sweatshirts and similar articles, knitted or crocheted'),
  row(1, '6110.20.20.46', 'Of cotton', { general: '16.5%', units: ['doz.', 'kg'] }),
] // prettier-ignore

export const special = [
  row(0, '9903.88.15', 'Articles the product of China: mugs and T-shirts', { general: '7.5%' }),
]

export const chapters: readonly ExportFile[] = [
  file('99.json', special),
  file('69.json', ceramics),
  file('61.json', shirts),
]
