/**
 * Words of a description that do not name goods by themselves. What is in none of these lists
 * counts as a name: a list of all goods there are would never be finished.
 * @module
 */
import { stem } from './words.ts'

const listed = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/).map(stem))

export const fillers = listed(`
  a an the and or of for with without in on to from by at as is per no not size sized piece pieces
  pc pcs pair pairs pr prs set sets unit units pack packs packet box boxed carton bag bags ctn each
  dozen doz lot kg g gram grams mg ml l litre liter litres liters cm mm m inch inches in oz lb lbs ft
  w v mah gb tb mb x qty made origin
`)

/** Words that fit anything. CBP named several of them in its notices on vague descriptions. */
export const generic = listed(`
  accessory accessories apparatus apparel appliance appliances article articles assorted assortment
  belongings bits cargo chemicals clothes clothing commercial commodity consolidated consumer
  contents daily device devices effects electronic electronics equipment etc everyday food foods
  foodstuffs freight gadget gadgets garment garments general gift gifts good goods grocery groceries
  household item items kind kinds kit kits machinery machine machines mail material materials
  merchandise misc miscellaneous mixed necessities necessity object objects online order other others
  package parcel part parts personal present presents product products promotional retail sample
  samples shipment shopping spare stuff supplies supply thing things tool tools toy toys unspecified
  unknown used use value various wearing
  all any some new
`)

/** Goods named by one of these are not named: "phone accessories" may be a case or a charger. */
export const catchalls = listed(`
  accessory accessories apparel appliance appliances article articles belongings clothes clothing
  device devices effects electronics equipment gadget gadgets garment garments gift gifts good goods
  item items merchandise necessities part parts present product products sample samples spares stuff
  supplies supply thing things
`)

export const fibers = listed(`
  acrylic alpaca angora bamboo cashmere cotton down elastane feather felt flax fur hemp jute lambswool
  leather linen lurex lycra lyocell merino microfiber microfibre modal mohair nylon polyamide
  polyester polypropylene ramie rayon rubber silk spandex synthetic synthetics tencel viscose wool
  straw paper sisal coir manmade mmf
`)

export const substances = listed(`
  abs acacia acetate alloy aluminium aluminum ash ashwood bamboo basalt beech birch bone brass bronze
  canvas carbon cardboard cedar ceramic china chrome clay concrete copper cork cork crystal earthenware
  enamel eva faux fiberglass foam glass gold granite horn iron ivory jade lacquer lacquered latex
  mahogany maple marble melamine mesh metal nickel oak paperboard pearl pewter pine plaster plastic
  platinum plywood polycarbonate polyethylene polymer polyresin polyurethane porcelain pu pvc rattan
  resin sandstone shell silicone silver slate stainless steel stone stoneware suede teak terracotta
  textile tin titanium tpu vinyl walnut wax wicker wire wood wooden zinc
`)

export const qualities = listed(`
  adult adults baby babies boy boys child children childrens female girl girls infant junior kid kids
  ladies lady male man men mens toddler unisex woman women womens youth
  beige black blue bronze brown colored colour coloured color colorful cyan dark gray green grey
  khaki light multicolor navy orange pink purple red silver tan white yellow matte shiny
  amazing best beautiful big brand branded cheap classic comfortable cool cute durable elegant extra
  fancy fashion fashionable funny great heavy hot large latest long lovely luxury luxurious medium
  mini modern nice novelty original premium pretty quality quick short simple slim small soft special
  strong stylish trendy unique vintage xl xxl xs
  automatic bluetooth cordless digital electric electrical folding foldable handheld handmade indoor
  outdoor multifunction multifunctional multipurpose portable printed professional rechargeable
  reusable smart universal usb waterproof wireless wifi
  crochet crocheted knit knits knitted nonwoven woven
  auto automotive beauty home kitchen office pet sports
  high top hit seller sale free style design model version edition
`)

/** Makers and models say whose the goods are, not what they are. */
export const brands = listed(`
  adidas air airpods amazon apple armani asus bmw bose bosch burberry calvin canon cartier chanel
  converse dell dior disney dyson ford fossil galaxy garmin gopro gucci hermes honda hp huawei ikea
  ipad iphone jordan klein lego lenovo levi levis lg louis lululemon macbook mattel microsoft moncler
  nike nikon nintendo omega panasonic philips playstation prada puma ralph lauren rayban reebok rolex
  samsung seiko shein sony swarovski tesla timberland tommy hilfiger toyota ugg vans versace vuitton
  xbox xiaomi yamaha zara pro max plus ultra
`)

export const wearers = listed(`
  adult baby boy child children childrens female girl infant junior kid lady male man men toddler
  unisex woman women womens mens youth gentleman gents
`)

/** Construction, said outright or by a garment or cloth that is always made that way. */
export const constructions = listed(`
  knit knits knitted knitwear woven crochet crocheted nonwoven jersey fleece ribbed tricot lace
  tshirt tee sweater sweatshirt hoodie cardigan pullover jumper legging leggings tights polo
  jeans denim satin chiffon twill poplin corduroy flannel gabardine taffeta tulle tweed velvet canvas
`)

export const chemistries = listed(`
  lithium liion lifepo4 alkaline nimh nickel zinc lead silver carbon agm polymer lipo
`)
