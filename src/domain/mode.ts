/**
 * Modes of transportation (CATAIR SE10 37-38) and units of quantity.
 * @module
 */

export type Mode = {
  readonly name: string
  /** Bills of these modes are not in an automated manifest, so SE16 is required. */
  readonly nonAms: boolean
  /** The bill issuer's SCAC is left blank (SE15 6-9). */
  readonly withoutIssuer: boolean
  readonly air: boolean
}

const mode = (name: string, traits: Partial<Omit<Mode, 'name'>> = {}): Mode => ({
  name,
  nonAms: false,
  withoutIssuer: false,
  air: false,
  ...traits,
})

const offManifest = { nonAms: true, withoutIssuer: true }
const flown = { air: true, withoutIssuer: true }

const rows: Readonly<Record<string, Mode>> = {
  '10': mode('vessel'),
  '11': mode('vessel, container'),
  '12': mode('border, water-borne'),
  '20': mode('rail'),
  '21': mode('rail, container'),
  '30': mode('truck'),
  '31': mode('truck, container'),
  '32': mode('auto', offManifest),
  '33': mode('pedestrian', offManifest),
  '34': mode('road, other', offManifest),
  '40': mode('air', flown),
  '41': mode('air, container', flown),
  '50': mode('mail', offManifest),
  '60': mode('passenger, hand-carried', offManifest),
  '70': mode('fixed installation', { nonAms: true }),
}

/** Without a prototype, because callers' text is the key and "constructor" is no mode. */
export const modes: Readonly<Record<string, Mode>> = Object.assign(Object.create(null), rows)

/** Units a commercial invoice counts in. */
export const units: ReadonlySet<string> = new Set(
  'BAG BOX CM CTN DOZ DPR G GR KG KIT L LB M M2 M3 ML NO OZ PAL PCS PK PRS ROL SET T X'.split(' '),
)
