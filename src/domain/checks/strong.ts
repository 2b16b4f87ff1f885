/**
 * Words that belong to few chapters. What is made of almost anything (a case, a ring, a plate) is
 * left out, and a chapter is listed as soon as honest goods of that name are found there.
 * @module
 */
import { stem } from './words.ts'

const rows: readonly (readonly [words: string, chapters: string])[] = [
  ['tshirt poloshirt hoodie sweatshirt sweater cardigan jean', '61 62'],
  ['blouse skirt dress gown romper jumpsuit pajamas pyjamas nightgown', '61 62 95'],
  ['trousers pants leggings legging bikini swimsuit bra anorak parka', '61 62'],
  ['shirt', '61 62'],
  ['sock stocking pantyhose', '61 62 95'],
  ['jacket coat', '39 40 42 43 61 62'],
  ['glove mitten', '39 40 42 43 61 62 85 95'],
  ['scarf shawl', '43 61 62'],
  ['shoe sneaker sandal slipper', '64 95'],
  ['boot', '39 40 64 87 95'],
  ['hat beanie', '61 65 95'],
  ['handbag backpack suitcase wallet briefcase', '42 46 71 95'],
  ['necklace earring bracelet brooch', '71 90 91 95'],
  ['mug', '39 44 69 70 71 73 74 76 82 96'],
  ['teapot vase', '39 44 67 68 69 70 71 73 74 76 83'],
  ['figurine statuette', '39 44 67 68 69 70 71 74 76 83 95 97'],
  ['book', '48 49 95'],
  ['postcard poster magazine calendar', '48 49 97'],
  ['pen pencil crayon', '84 85 90 95 96'],
  ['smartphone headphone earbud headset loudspeaker charger television', '85'],
  ['laptop printer computer', '84 85 95'],
  ['keyboard', '84 85 92 95'],
  ['camera', '85 90 95'],
  ['drone quadcopter', '88 95'],
  ['watch smartwatch', '85 91 95'],
  ['lamp chandelier lantern', '85 87 94 95'],
  ['flashlight', '85'],
  ['sunglass eyeglass', '90 95'],
  ['lipstick mascara perfume eyeliner sunscreen', '33'],
  ['shampoo', '33 34'],
  ['soap detergent', '33 34'],
  ['candle', '34 85 94'],
  ['guitar violin ukulele cello flute', '92 95'],
  ['doll puzzle', '49 95'],
  ['bicycle scooter', '87 95'],
  ['towel', '48 56 63'],
  ['blanket quilt duvet', '39 63 85 94'],
  ['curtain', '39 63'],
  ['rug carpet', '39 40 43 46 57 59'],
  ['mattress sofa', '39 40 63 94 95'],
  ['tent', '63 95'],
  ['umbrella', '66 95'],
  ['wig', '67 95'],
  ['tyre tire', '40 95'],
  ['coffee', '09 21'],
  ['chocolate', '18'],
  ['cookie biscuit cracker', '19'],
  ['honey', '04'],
  ['wine whisky whiskey vodka gin tequila beer liqueur', '22'],
  ['cigar cigarette', '24'],
  ['pistol revolver rifle shotgun', '93 95'],
]

/** The chapters where goods of this name are found. */
export const chaptersOf: ReadonlyMap<string, readonly string[]> = new Map(
  rows.flatMap(([words, chapters]) =>
    words.split(' ').map((word) => [stem(word), chapters.split(' ')] as const),
  ),
)
