/**
 * What goes to CBP and comes back, in the least way there is: put together as text, searched as text.
 * The floor and the peers of the gateway all do it so.
 * @module
 */
import { Agent, request as ask } from 'node:http'

export type Parcel = {
  readonly reference: string
  readonly estimatedArrivalDate: string
  readonly portOfEntry: string
  readonly bill: { readonly masterBill: string; readonly houseBill: string }
  readonly seller: Party
  readonly consignee: Party
  readonly lines: readonly Line[]
}
type Party = {
  readonly name: string
  readonly address: Readonly<Record<'street' | 'city' | 'postalCode' | 'country', string>> & {
    readonly subdivision?: string
  }
}
type Line = Readonly<
  Record<'description' | 'htsNumber' | 'countryOfOrigin' | 'fairRetailValue', string>
>
export type Row = { readonly number: string; readonly body: string }

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const party = (code: string, { name, address }: Party) =>
  `    <party>\n      <entityCode>${code}</entityCode>\n      <name>${escaped(name.toUpperCase())}</name>\n` +
  `      <streetComponent>\n        <qualifier>15</qualifier>\n        <text>${escaped(address.street.toUpperCase())}</text>\n` +
  `      </streetComponent>\n      <city>${escaped(address.city.toUpperCase())}</city>\n` +
  (address.subdivision ? `      <subdivision>${address.subdivision}</subdivision>\n` : '') +
  `      <postalCode>${address.postalCode}</postalCode>\n      <country>${address.country}</country>\n    </party>\n`

const line = ({ countryOfOrigin, description, htsNumber, fairRetailValue }: Line, index: number) =>
  `    <line>\n      <lineNumber>${index + 1}</lineNumber>\n      <countryOfOrigin>${countryOfOrigin}</countryOfOrigin>\n` +
  `      <description>${escaped(description.toUpperCase())}</description>\n      <tariff>\n        <htsNumber>${htsNumber}</htsNumber>\n` +
  `        <lineValueUsd>${Math.round(Number(fairRetailValue))}</lineValueUsd>\n      </tariff>\n    </line>\n`

function entry({ number, body }: Row): string {
  const parcel = JSON.parse(body) as Parcel
  const { bill, consignee, seller, lines } = parcel
  const value = lines.reduce((sum, { fairRetailValue }) => sum + Number(fairRetailValue), 0)
  return (
    `  <entry>\n    <actionCode>A</actionCode>\n    <filerCode>ZZ9</filerCode>\n    <entryNumber>${number}</entryNumber>\n` +
    `    <entryType>86</entryType>\n    <modeOfTransportation>40</modeOfTransportation>\n    <bondType>0</bondType>\n` +
    `    <entryValueUsd>${Math.round(value)}</entryValueUsd>\n    <plannedPortOfEntry>${parcel.portOfEntry}</plannedPortOfEntry>\n` +
    `    <contact>\n      <contactName>FILER ZZ9</contactName>\n      <contactPhone>0000000000</contactPhone>\n    </contact>\n` +
    `    <billGrouping>\n      <bill>\n        <billType>M</billType>\n        <billNumber>${bill.masterBill.replace('-', '')}</billNumber>\n` +
    `        <nonAms>N</nonAms>\n      </bill>\n      <bill>\n        <billType>H</billType>\n        <billNumber>${bill.houseBill}</billNumber>\n` +
    `        <packageQuantity>1</packageQuantity>\n        <nonAms>N</nonAms>\n      </bill>\n    </billGrouping>\n` +
    `    <reference>\n      <qualifier>CR</qualifier>\n      <value>${escaped(parcel.reference)}</value>\n    </reference>\n` +
    `    <reference>\n      <qualifier>EDA</qualifier>\n      <value>${parcel.estimatedArrivalDate}</value>\n    </reference>\n` +
    `${party('CN', consignee)}${party('SE', seller)}${lines.map(line).join('')}  </entry>\n`
  )
}

/** The bytes of a transmission of these parcels, as the gateway would send them. */
export const filing = (id: string, rows: readonly Row[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<CargoRelease xmlns="urn:gate321:cargo-release:1">\n  <envelope>\n` +
  `    <messageId>${id}</messageId>\n    <filerCode>ZZ9</filerCode>\n    <siteCode>4701</siteCode>\n` +
  `    <transmissionDate>2026-11-30</transmissionDate>\n  </envelope>\n${rows.map(entry).join('')}</CargoRelease>\n`

const agent = new Agent({ keepAlive: true })

/** One call of CBP's, over connections that are kept. */
export function call(method: string, path: string, body?: string, id = ''): Promise<string> {
  const headers = {
    Authorization: 'Basic Wlo5Om1vY2s=',
    'Content-Type': path.endsWith('acknowledgements') ? 'application/json' : 'application/xml',
    ...(id === '' ? {} : { 'Message-Id': id }),
  }
  return new Promise((resolve, reject) => {
    const made = ask(`${process.env['CBP']}${path}`, { method, agent, headers }, (response) => {
      response.setEncoding('utf8')
      let text = ''
      response.on('data', (more: string) => (text += more))
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(text)))
    })
    made.on('error', reject)
    made.end(body)
  })
}

export const noticesOf = (page: string): string[] => page.split('<statusNotification>').slice(1)

export function between(notice: string, tag: string): string {
  const start = notice.indexOf(`<${tag}>`) + tag.length + 2
  return notice.slice(start, notice.indexOf('<', start))
}
