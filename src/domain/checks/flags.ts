/**
 * Which agencies look at which tariff numbers, and what each one wants. A short table: CBP's
 * reference guide on agency tariff codes has the whole of it.
 * @module
 */
import type { Day } from '../day.ts'

export type Level = 'may' | 'required'

export type Flag = {
  readonly flag: string
  /** As in PG01 8-10. */
  readonly agency: string
  /** As in PG01 11-13; a claim without a program answers any of an agency's flags. */
  readonly program?: string
  readonly level: Level
  readonly hts: readonly string[]
  /** Numbers that another row has. */
  readonly except?: readonly string[]
  readonly wants: string
  readonly confidence: 'high' | 'medium' | 'low'
  /** The flag is asked for from this arrival on. */
  readonly from?: Day
}

const food = 'the product code, maker, shipper and an FDA prior notice filed before arrival'
const device = "the FDA product code, the device's listing and the maker's registration"
const foodContact = 'the FDA product code and maker, unless the article never touches food'
const certificate =
  'the certificate of compliance: product, rules tested against, maker, test laboratory and dates'
const importPermit = 'the import permit (ATF form 6) and the importer of firearms registration'

export const flags: readonly Flag[] = [
  // FDA: FD1 and FD2 for goods that are no food, FD3 and FD4 for food.
  { flag: 'FD4', agency: 'FDA', program: 'FOO', level: 'required', hts: ['0403', '0405', '0406', '0901', '0902', '16', '1704', '1806', '19', '20', '2101', '2102', '2103', '2104', '2105', '2106', '2201', '2202'], wants: food, confidence: 'medium' },
  { flag: 'FD3', agency: 'FDA', program: 'FOO', level: 'may', hts: ['03', '0401', '0402', '0404', '0407', '0408', '0409', '07', '08', '0903', '0904', '0905', '0906', '0907', '0908', '0909', '0910', '10', '11', '12', '15', '1701', '1702', '18', '2203', '2204', '2205', '2206', '2208', '2309'], except: ['1806'], wants: `${food}, if it is food for people or animals`, confidence: 'medium' },
  { flag: 'FD2', agency: 'FDA', program: 'DRU', level: 'required', hts: ['3003', '3004'], wants: "the drug's registration and listing, and its approval number", confidence: 'medium' },
  { flag: 'FD2', agency: 'FDA', program: 'DEV', level: 'required', hts: ['900130', '900410', '9018', '9021'], wants: device, confidence: 'medium' },
  { flag: 'FD1', agency: 'FDA', program: 'DEV', level: 'may', hts: ['3005', '3006', '4014', '4015', '900490', '9019', '9020', '9022', '902519', '8543709'], wants: `${device}, if it is a medical device`, confidence: 'medium' },
  { flag: 'FD1', agency: 'FDA', program: 'COS', level: 'may', hts: ['3303', '3304', '3305', '3306', '3307', '3401'], wants: 'the cosmetic product code, maker and, for sunscreen or treatment of acne, the drug listing', confidence: 'medium' },
  { flag: 'FD1', agency: 'FDA', program: 'FOO', level: 'may', hts: ['3923', '3924', '4419', '4823', '6911', '6912', '7013', '7323', '7418', '7615', '821191', '821192', '8215', '8509', '851660', '851671', '851672', '9617'], wants: foodContact, confidence: 'medium' },
  { flag: 'FD1', agency: 'FDA', program: 'RAD', level: 'may', hts: ['851650', '8528', '9013'], wants: 'the accession number of the radiation report (form 2877)', confidence: 'low' },
  { flag: 'FD2', agency: 'FDA', program: 'TOB', level: 'required', hts: ['2402', '2403', '2404', '854340'], wants: 'the tobacco product code, maker and marketing order', confidence: 'medium' },
  { flag: 'AQ2', agency: 'APH', program: 'AAC', level: 'required', hts: ['0601', '0602', '1209'], wants: 'the plant or seed, its origin, and a phytosanitary certificate or permit', confidence: 'medium' },
  { flag: 'AQ1', agency: 'APH', program: 'AAC', level: 'may', hts: ['0201', '0202', '0203', '0207', '0210', '0401', '0406', '0407', '0408', '0410', '05', '0603', '0604', '07', '08', '1001', '1211', '1401', '2309', '4101', '4102', '4103', '4601', '4602'], wants: 'the animal or plant it comes from, its treatment and a permit or certificate where one is due', confidence: 'medium' },
  { flag: 'AL1', agency: 'APH', program: 'APL', level: 'may', hts: ['4402', '4407', '4412', '4414', '4418', '4419', '4420', '4421', '6602', '9201', '9202', '940161', '940169', '940330', '940340', '940350', '940360'], wants: 'the Lacey Act declaration: scientific name, country of harvest, quantity of the wood', confidence: 'medium' },
  { flag: 'FW1', agency: 'FWS', program: 'FWS', level: 'may', hts: ['0106', '0507', '0508', '4106', '4113', '4301', '4302', '4303', '420221', '420231', '6701', '711620', '9601', '9705', '911390'], wants: 'form 3-177 with the species and any CITES permit, if any part is of wildlife', confidence: 'medium' },
  { flag: 'NM1', agency: 'NMF', program: 'HMS', level: 'may', hts: ['0302', '0303', '0304', '160414', '160520'], wants: 'the species, harvest and trade permit of fish under a monitoring program', confidence: 'low' },
  { flag: 'EP1', agency: 'EPA', program: 'ODS', level: 'may', hts: ['2903', '382471', '382478', '8415', '8418'], wants: 'the ozone-depleting substance or its replacement, and the allowance', confidence: 'high' },
  { flag: 'EP3', agency: 'EPA', program: 'VNE', level: 'may', hts: ['8407', '8408', '8703', '8711', '843311', '8467'], wants: 'the declaration for vehicles and engines (form 3520-1 or 3520-21)', confidence: 'medium' },
  { flag: 'EP5', agency: 'EPA', program: 'PS1', level: 'required', hts: ['3808'], wants: 'the notice of arrival of a pesticide (form 3540-1)', confidence: 'medium' },
  { flag: 'EP7', agency: 'EPA', program: 'TS1', level: 'may', hts: ['28', '29', '3208', '3209', '3402', '3403', '3506', '3814', '4410', '4411', '4412'], wants: 'the chemical or composite-wood certification under TSCA', confidence: 'medium' },
  { flag: 'DT2', agency: 'NHT', program: 'MVS', level: 'required', hts: ['8703', '8704', '8711'], wants: 'the declaration of form HS-7 with its box number', confidence: 'medium' },
  { flag: 'DT1', agency: 'NHT', program: 'REI', level: 'may', hts: ['401110', '401120', '401140', '650610', '7007', '8512', '8708', '870899', '940120', '940180'], wants: 'the declaration of form HS-7, if it is equipment with a federal motor vehicle safety standard', confidence: 'medium' },
  { flag: 'OM1', agency: 'OMC', program: 'OMC', level: 'may', hts: ['030616', '030617', '160521', '160529'], wants: 'the declaration on shrimp and turtle-safe harvest (form DS-2031)', confidence: 'medium' },
  { flag: 'AM1', agency: 'AMS', program: 'MO', level: 'may', hts: ['0407', '0702', '0703', '080440', '080510', '0806'], wants: 'the inspection certificate of a marketing order, in season', confidence: 'low' },
  { flag: 'TB1', agency: 'TTB', program: 'WIN', level: 'required', hts: ['2204', '2205', '2206'], wants: "the importer's permit and the label approval (COLA)", confidence: 'medium' },
  { flag: 'TB1', agency: 'TTB', program: 'BER', level: 'required', hts: ['2203'], wants: "the importer's permit and the label approval (COLA)", confidence: 'medium' },
  { flag: 'TB1', agency: 'TTB', program: 'DSP', level: 'required', hts: ['2207', '2208'], wants: "the importer's permit and the label approval (COLA)", confidence: 'medium' },
  { flag: 'TB2', agency: 'TTB', program: 'TOB', level: 'required', hts: ['2402', '2403', '481310'], wants: "the importer's permit of tobacco products", confidence: 'medium' },
  { flag: 'TB3', agency: 'TTB', program: 'DSP', level: 'may', hts: ['33030030'], wants: 'the formula approval, if it holds taxable alcohol', confidence: 'low' },
  { flag: 'AT2', agency: 'ATF', program: 'FAE', level: 'required', hts: ['9301', '9302', '9303', '9305', '9306'], wants: importPermit, confidence: 'medium' },
  { flag: 'AT1', agency: 'ATF', program: 'FAE', level: 'may', hts: ['3601', '3602', '3603', '3604', '9304'], wants: importPermit, confidence: 'medium' },
  { flag: 'DE1', agency: 'DEA', program: 'CSI', level: 'may', hts: ['2939', '292249'], wants: 'the import permit or declaration of a controlled substance', confidence: 'medium' },
  { flag: 'CPS', agency: 'CPS', level: 'required', from: '2026-07-08', hts: ['9613', '3604', '871200'], wants: certificate, confidence: 'low' },
  { flag: 'CPS', agency: 'CPS', level: 'may', from: '2026-07-08', hts: ['3406', '3407', '5701', '5702', '5703', '61', '62', '6303', '650610', '7117', '8516310', '8712', '9401', '940320', '940350', '9404', '9405', '9503', '950691', '8506'], except: ['6115', '6116', '6212', '6213', '6215', '6216'], wants: certificate, confidence: 'low' },
] // prettier-ignore

/** Agencies that take data in a cargo release (PG01 8-10). */
export const agencies: ReadonlySet<string> = new Set(
  'AMS APH ATF CDC CPS DCM DEA DTC EPA FCC FDA FSI FWS NHT NMF OMC TTB'.split(' '),
)

/** PG01 80. A flag that is required takes none of them. */
export const disclaims = {
  A: 'the agency does not regulate these goods',
  B: "the agency's guidance does not ask for data on them",
  C: 'the data was filed with the agency another way',
  D: 'the data is filed on paper',
  E: 'a reason that the agency has given the letter E',
  F: 'a reason that the agency has given the letter F',
} as const satisfies Record<string, string>

export type Disclaim = keyof typeof disclaims

/** A to D fit any agency; E and F only where an agency has said what they mean. */
export const disclaimsOn = (level: Level): readonly Disclaim[] =>
  level === 'required' ? [] : ['A', 'B', 'C', 'D']
