/**
 * Ports of entry by Schedule D code, with the time zone that decides which day it is there.
 * @module
 */

export type Port = { readonly name: string; readonly zone: string }

const eastern = 'America/New_York'
const central = 'America/Chicago'
const mountain = 'America/Denver'
const pacific = 'America/Los_Angeles'

const rows: readonly (readonly [code: string, name: string, zone: string])[] = [
  ['0401', 'Boston, seaport', eastern],
  ['0417', 'Boston, Logan Airport', eastern],
  ['0712', 'Champlain-Rouses Point', eastern],
  ['0901', 'Buffalo-Niagara Falls', eastern],
  ['1001', 'New York, seaport', eastern],
  ['1101', 'Philadelphia, seaport', eastern],
  ['1108', 'Philadelphia Airport', eastern],
  ['1195', 'Philadelphia, UPS hub', eastern],
  ['1303', 'Baltimore', eastern],
  ['1401', 'Norfolk', eastern],
  ['1512', 'Charlotte', eastern],
  ['1601', 'Charleston', eastern],
  ['1703', 'Savannah', eastern],
  ['1704', 'Atlanta', eastern],
  ['1801', 'Tampa', eastern],
  ['1803', 'Jacksonville', eastern],
  ['2002', 'New Orleans', central],
  ['2006', 'Memphis', central],
  ['2095', 'Memphis, FedEx hub', central],
  ['2304', 'Laredo', central],
  ['2305', 'Hidalgo', central],
  ['2402', 'El Paso', mountain],
  ['2501', 'San Diego', pacific],
  ['2506', 'Otay Mesa', pacific],
  ['2604', 'Nogales', 'America/Phoenix'],
  ['2605', 'Phoenix', 'America/Phoenix'],
  ['2704', 'Los Angeles, seaport', pacific],
  ['2709', 'Long Beach', pacific],
  ['2720', 'Los Angeles Airport', pacific],
  ['2722', 'Las Vegas', pacific],
  ['2770', 'Los Angeles, DHL hub', pacific],
  ['2795', 'Ontario, UPS hub', pacific],
  ['2801', 'San Francisco Airport', pacific],
  ['2811', 'Oakland', pacific],
  ['2895', 'Oakland, FedEx hub', pacific],
  ['2904', 'Portland, Oregon', pacific],
  ['3001', 'Seattle, seaport', pacific],
  ['3002', 'Tacoma', pacific],
  ['3004', 'Blaine', pacific],
  ['3029', 'Seattle-Tacoma Airport', pacific],
  ['3126', 'Anchorage', 'America/Anchorage'],
  ['3195', 'Anchorage, FedEx hub', 'America/Anchorage'],
  ['3196', 'Anchorage, UPS hub', 'America/Anchorage'],
  ['3201', 'Honolulu', 'Pacific/Honolulu'],
  ['3303', 'Salt Lake City', mountain],
  ['3307', 'Denver', mountain],
  ['3310', 'Sweetgrass', mountain],
  ['3401', 'Pembina', central],
  ['3501', 'Minneapolis-St Paul', central],
  ['3801', 'Detroit', eastern],
  ['3802', 'Port Huron', eastern],
  ['3901', 'Chicago', central],
  ['4101', 'Cleveland', eastern],
  ['4110', 'Indianapolis', eastern],
  ['4115', 'Louisville', eastern],
  ['4196', 'Louisville, UPS hub', eastern],
  ['4197', 'Cincinnati, DHL hub', eastern],
  ['4198', 'Indianapolis, FedEx hub', eastern],
  ['4501', 'Kansas City', central],
  ['4503', 'St Louis', central],
  ['4601', 'New York-Newark', eastern],
  ['4701', 'New York, JFK Airport', eastern],
  ['4909', 'San Juan', 'America/Puerto_Rico'],
  ['5201', 'Miami, seaport', eastern],
  ['5203', 'Port Everglades', eastern],
  ['5206', 'Miami Airport', eastern],
  ['5301', 'Houston, seaport', central],
  ['5309', 'Houston Intercontinental Airport', central],
  ['5401', 'Washington Dulles', eastern],
  ['5501', 'Dallas-Fort Worth', central],
  ['5583', 'Alliance Airport', central],
]

export const ports: ReadonlyMap<string, Port> = new Map(
  rows.map(([code, name, zone]) => [code, { name, zone }]),
)

/** The zone of a port; ACE itself keeps Eastern time, which serves where the port is unknown. */
export function zoneOf(portCode: string): string {
  return ports.get(portCode)?.zone ?? eastern
}
