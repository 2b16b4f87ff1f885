/**
 * Goods that a well-known antidumping or countervailing duty order may cover. An order is on a kind
 * of goods of one country, never on a number alone: these are reasons to look, not answers.
 * @module
 */

export type Order = {
  readonly hts: readonly string[]
  readonly origins: readonly string[]
  readonly goods: string
}

/** From the orders as remembered in 2026; orders come and go, and ACE's case list decides. */
export const orders: readonly Order[] = [
  { hts: ['0409'], origins: ['AR', 'BR', 'CN', 'IN', 'VN'], goods: 'honey' },
  { hts: ['070320'], origins: ['CN'], goods: 'fresh garlic' },
  { hts: ['030617'], origins: ['CN', 'EC', 'ID', 'IN', 'TH', 'VN'], goods: 'frozen shrimp' },
  { hts: ['190219'], origins: ['IT', 'TR'], goods: 'pasta' },
  { hts: ['200310'], origins: ['CN', 'ES', 'FR', 'IN', 'NL', 'PL'], goods: 'preserved mushrooms' },
  { hts: ['3406'], origins: ['CN'], goods: 'petroleum wax candles' },
  {
    hts: ['392321', '392329'],
    origins: ['CN', 'ID', 'MY', 'TH', 'TW', 'VN'],
    goods: 'plastic retail carrier bags',
  },
  { hts: ['401110', '401120'], origins: ['CN', 'KR', 'TH', 'TW', 'VN'], goods: 'car and truck tires' },
  { hts: ['4412'], origins: ['CN', 'ID', 'VN'], goods: 'hardwood plywood' },
  { hts: ['441873', '441875', '441879'], origins: ['CN'], goods: 'multilayered wood flooring' },
  {
    hts: ['481930', '481940'],
    origins: ['CN', 'CO', 'IN', 'KH', 'MY', 'PT', 'TR', 'TW', 'VN'],
    goods: 'paper shopping bags',
  },
  { hts: ['482010'], origins: ['CN', 'IN'], goods: 'lined paper notebooks' },
  { hts: ['482369'], origins: ['CN', 'TH', 'VN'], goods: 'paper plates' },
  { hts: ['580632'], origins: ['CN', 'TW'], goods: 'narrow woven ribbons' },
  { hts: ['590190'], origins: ['CN'], goods: 'artist canvas' },
  { hts: ['6810'], origins: ['CN', 'IN', 'TR'], goods: 'quartz surface products' },
  { hts: ['7317'], origins: ['AE', 'CN', 'IN', 'KR', 'MY', 'OM', 'TH', 'TR', 'TW', 'VN'], goods: 'steel nails' },
  { hts: ['732410'], origins: ['CN'], goods: 'drawn stainless steel sinks' },
  { hts: ['732620'], origins: ['CN', 'TW', 'VN'], goods: 'steel wire garment hangers' },
  { hts: ['7604', '7608', '761699'], origins: ['CN'], goods: 'aluminum extrusions' },
  { hts: ['7607'], origins: ['CN'], goods: 'aluminum foil' },
  { hts: ['820239'], origins: ['CN', 'CA', 'TH'], goods: 'diamond sawblades' },
  { hts: ['854142', '854143'], origins: ['CN', 'KH', 'MY', 'TH', 'TW', 'VN'], goods: 'solar cells and modules' },
  { hts: ['940350'], origins: ['CN'], goods: 'wooden bedroom furniture' },
  { hts: ['940340', '940360', '940391'], origins: ['CN'], goods: 'wooden cabinets and vanities' },
  { hts: ['940320', '940171', '940179'], origins: ['CN'], goods: 'metal shelving, folding tables and chairs' },
  {
    hts: ['940421', '940429'],
    origins: ['BA', 'BG', 'CN', 'ES', 'ID', 'IN', 'IT', 'KH', 'MM', 'MX', 'MY', 'PH', 'PL', 'RS', 'SI', 'TH', 'TR', 'TW', 'VN', 'XK'],
    goods: 'mattresses',
  },
  { hts: ['960910'], origins: ['CN'], goods: 'cased pencils' },
] // prettier-ignore
