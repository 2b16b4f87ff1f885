/**
 * Goods that other law keeps out, or lets in on conditions: a filer should look before it files.
 * @module
 */

export type Watched = {
  readonly hts?: readonly string[]
  readonly origins?: readonly string[]
  /** The description must say so, too; without it the number alone is enough. */
  readonly said?: RegExp
  readonly why: string
  readonly citation: string
}

export const watched: readonly Watched[] = [
  {
    hts: ['8211', '9307'],
    said: /\b(?:switchblades?|automatic knif|flick knif|gravity knif|balisong|butterfly knif)/i,
    why: 'Switchblade knives may not be imported, save for narrow exceptions.',
    citation: '15 USC 1241-1245; 19 CFR 12.95-12.103',
  },
  {
    said: /\bivory\b(?!.{0,12}\b(?:white|colou?r|shade|lace|satin|silk|cotton|polyester|dress|shirt))/i,
    hts: ['05', '71', '92', '9505', '96', '97'],
    why: 'Ivory needs a permit of the Fish and Wildlife Service, and most of it is barred.',
    citation: '50 CFR 14, 17, 23',
  },
  {
    said: /\babsinth/i,
    why: 'Absinthe is admitted only when free of thujone.',
    citation: '21 CFR 172.510; 27 CFR 13.51',
  },
  {
    said: /\blottery\b/i,
    why: 'Lottery tickets and advertisements of lotteries may not be imported.',
    citation: '19 USC 1305',
  },
  {
    said: /\b(?:surprise|kinder)\b.{0,20}\begg/i,
    hts: ['17', '18'],
    why: 'Sweets with a toy embedded in them are refused.',
    citation: '21 USC 342(d)(1)',
  },
  {
    said: /\b(?:silencers?|suppressors?|solvent trap|pistol|revolver|rifle|shotgun|ammunition|receiver blank)\b/i,
    hts: ['73', '82', '84', '87', '90', '93'],
    why: 'Firearms, their parts, silencers and ammunition need an import permit (ATF form 6).',
    citation: '27 CFR 478.111',
  },
  {
    said: /\b(?:vapes?|e-?cig\w*|electronic cigar\w*|e-?liquid|vaping)\b/i,
    why: 'Electronic cigarettes and their liquids need an FDA marketing order, and carriers refuse them.',
    citation: '21 USC 387j; 15 USC 376a',
  },
  {
    said: /\b(?:cbd|thc|cannabis|marijuana|kratom|khat|psilocybin)\b/i,
    why: 'Controlled substances, and foods or drugs made with them, are refused.',
    citation: '21 USC 952; 21 USC 331',
  },
  {
    said: /\b(?:banknotes?|currency|travell?ers'? cheques?|cash)\b(?!.{0,12}\b(?:box|register|tray|drawer|holder|wallet))/i,
    hts: ['49', '71'],
    why: 'Monetary instruments of more than $10,000 have to be reported, and are no goods of entry type 86.',
    citation: '31 USC 5316',
  },
  {
    said: /\b(?:replica|counterfeit|dupe|inspired by|mirror quality|aaa copy)\b/i,
    why: "The word suggests a copy of somebody's mark; counterfeits are seized.",
    citation: '19 USC 1526(e); 19 CFR 133.21',
  },
  {
    hts: ['5201', '5203', '5205', '5208', '5209', '610910', '610342', '610462', '620342', '620462', '630260', '2002', '854142', '854143'],
    origins: ['CN'],
    why: 'Cotton, tomato and polysilicon goods of China are detained where a link to Xinjiang is suspected. Keep the supply chain papers at hand.',
    citation: 'Pub. L. 117-78 (UFLPA)',
  },
] // prettier-ignore
