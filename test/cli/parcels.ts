/**
 * Files of many shipments, as a spreadsheet writes them.
 * @module
 */
const headings = [
  'Reference', 'Mode', 'Port', 'Arrival date', 'MAWB', 'HAWB', 'Packages', 'Shipper',
  'Shipper street', 'Shipper city', 'Shipper country', 'Consignee', 'Consignee street',
  'Consignee city', 'Consignee state', 'Consignee zip', 'Consignee country', 'Invoice',
  'Invoice date', 'Goods', 'HTS', 'Origin', 'Qty', 'Unit of measure', 'Value',
] // prettier-ignore

/** Rows named in `bad` have a port that there is not. */
export function parcelsCsv(names: readonly string[], bad: readonly string[] = []): string {
  const rows = names.map((name) => [
    `SHP-${name}`, '40', bad.includes(name) ? '9999' : '4701', '2026-11-24', '172-12345675', name,
    '1', 'Hanoi Craft Co Ltd', '12 Pho Hue', 'Hanoi', 'VN', `Jane ${name}`, `${name} Main St`,
    'Brooklyn', 'NY', '11201', 'US', `INV-${name}`, '2026-11-20', 'Womens knit cotton T-shirts',
    '6109100040', 'VN', '2', 'PCS', '30.00',
  ]) // prettier-ignore
  return [headings, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')
}

export const names = (count: number, prefix = 'HB') =>
  Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`)
