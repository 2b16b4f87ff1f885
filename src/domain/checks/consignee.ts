/**
 * Names of consignees that CBP returned, or is likely to ask about.
 * @module
 */
import type { Checked, Spotted } from './finding.ts'

const listed = (text: string) => new Set(text.split(',').map(bare))

/** Letters and digits only, in capitals: `Don't know!` is `DONT KNOW`. */
function bare(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}'\u2018\u2019]/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** CBP's notices of July 2024 name most of these; the others are what a blank form exports. */
const rejected = listed(
  "unknown, anyone, someone, anybody, somebody, nobody, blank, not sure, don't know, do not know, unsure, n/a, na, none, no name, null, undefined, nan, tbd, tba, test, tester, to be advised",
)

const placeholders = listed(
  'customer, client, consignee, recipient, receiver, buyer, resident, occupant, current resident, to whom it may concern, name, first name, last name, first last, firstname lastname, full name, your name, same as above, same, to order, order, friend, mom, dad, home, house, asdf, qwerty, abc, example, sample, john doe, jane doe, mr x, private, individual, person, company',
)

/** CBP complained of superheroes and film figures among consignees (trade press, 2024). */
const fictional = listed(
  'superman, clark kent, batman, bruce wayne, robin hood, spiderman, spider man, peter parker, iron man, tony stark, captain america, steve rogers, wonder woman, diana prince, black widow, hulk, bruce banner, thor odinson, wolverine, deadpool, black panther, doctor strange, aquaman, the flash, catwoman, joker, mickey mouse, minnie mouse, donald duck, daisy duck, goofy, winnie the pooh, snow white, cinderella, peter pan, tinker bell, buzz lightyear, elsa of arendelle, bugs bunny, daffy duck, homer simpson, bart simpson, spongebob squarepants, hello kitty, super mario, luke skywalker, darth vader, han solo, princess leia, yoda, harry potter, hermione granger, ron weasley, albus dumbledore, james bond, sherlock holmes, indiana jones, forrest gump, frodo baggins, gandalf, santa claus, father christmas, easter bunny, tooth fairy, barbie, shrek, godzilla, king kong',
)

const citation = 'CBP consignee name notices of July 2024'
const pointer = '/consignee/name'

export function consigneeFindings({ consignee, seller }: Checked): Spotted[] {
  const name = consignee?.name
  if (name === undefined || name.trim() === '') return []
  const key = bare(name)
  if (rejected.has(key) || !/\p{L}/u.test(name)) {
    const message = `"${name}" does not name a person or a firm. CBP returns entries with such consignees.`
    return [{ check: 'consignee_rejected', pointer, message, citation }]
  }
  const why = placeholders.has(key)
    ? 'stands where a name should be'
    : fictional.has(key)
      ? 'is the name of a figure from stories; CBP asks about such consignees'
      : /^(\p{L})\1*$/u.test(key.replaceAll(' ', ''))
        ? 'is one letter over and over'
        : seller?.name !== undefined && bare(seller.name) === key
          ? 'is the seller as well; name who receives the goods'
          : undefined
  if (why === undefined) return []
  const message = `"${name}" ${why}. Send the name of the person or firm at this address.`
  return [{ check: 'consignee_doubtful', pointer, message, citation }]
}
