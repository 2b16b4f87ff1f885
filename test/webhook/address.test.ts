import { describe, expect, it } from 'vitest'
import { isPublic, refuseUrl } from '../../src/webhook/address.ts'
import { edgeReceivers } from '../../src/webhook/edge.ts'

const strict = { private: false, ports: [] }
const open = { private: true, ports: [] }

/** Ways to make a gateway ask where it should not, each with what it is told. */
const hostile: readonly (readonly [url: string, why: RegExp])[] = [
  // Another scheme
  ['http://shop.example.com/', /https/],
  ['ftp://shop.example.com/', /https/],
  ['file:///etc/passwd', /https/],
  ['gopher://shop.example.com/_x', /https/],
  ['data:text/plain,x', /https/],
  ['javascript:alert(1)', /https/],
  ['blob:https://shop.example.com/x', /https/],
  ['ws://shop.example.com/', /https/],
  // Not a URL
  ['', /not a URL/],
  ['shop.example.com', /not a URL/],
  ['//shop.example.com/', /not a URL/],
  ['https://', /not a URL/],
  ['https://[::1', /not a URL/],
  ['https://256.256.256.256/', /not a URL/],
  ['https://shop.example.com:99999/', /not a URL/],
  // This machine, in all its spellings
  ['https://localhost/', /no dot/],
  ['https://LOCALHOST/', /no dot/],
  ['https://localhost./', /empty part/],
  ['https://a.localhost/', /not a public/],
  ['https://localhost.localdomain/', /not a public/],
  ['https://127.0.0.1/', /IP address/],
  ['https://127.1/', /IP address/],
  ['https://2130706433/', /IP address/],
  ['https://0x7f.1/', /IP address/],
  ['https://0x7f000001/', /IP address/],
  ['https://0177.0.0.1/', /IP address/],
  ['https://017700000001/', /IP address/],
  ['https://127.0.0.1./', /IP address/],
  ['https://\uff11\uff12\uff17.0.0.1/', /IP address/],
  ['https://127\u30020\u30020\u30021/', /IP address/],
  ['https://%31%32%37.0.0.1/', /IP address/],
  ['https://0/', /IP address/],
  ['https://0.0.0.0/', /IP address/],
  ['https://[::1]/', /IP address/],
  ['https://[::]/', /IP address/],
  ['https://[0:0:0:0:0:0:0:1]/', /IP address/],
  ['https://[::ffff:127.0.0.1]/', /IP address/],
  ['https://[::ffff:7f00:1]/', /IP address/],
  ['https://[64:ff9b::7f00:1]/', /IP address/],
  // A network of one's own, and what clouds keep there
  ['https://10.0.0.1/', /IP address/],
  ['https://172.16.5.4/', /IP address/],
  ['https://192.168.1.1/', /IP address/],
  ['https://169.254.169.254/latest/meta-data/', /IP address/],
  ['https://[fd00:ec2::254]/', /IP address/],
  ['https://[fe80::1]/', /IP address/],
  ['https://100.100.100.200/', /IP address/],
  ['https://metadata.google.internal/', /not a public/],
  ['https://db.corp/', /not a public/],
  ['https://printer.local/', /not a public/],
  ['https://router.lan/', /not a public/],
  ['https://nas.home.arpa/', /not a public/],
  ['https://1.0.0.127.in-addr.arpa/', /not a public/],
  ['https://x.onion/', /not a public/],
  ['https://redis/', /no dot/],
  // Public addresses, by number
  ['https://8.8.8.8/', /IP address/],
  ['https://[2606:4700::1111]/', /IP address/],
  // What readers take for another host
  ['https://shop.example.com@127.0.0.1/', /credentials/],
  ['https://user:secret@shop.example.com/', /credentials/],
  ['https://127.0.0.1\\@shop.example.com/', /backslashes/],
  ['https:\\\\127.0.0.1/', /backslashes/],
  ['https://shop.example.com/#@127.0.0.1/', /fragment/],
  ['https://shop.example.com/#', /fragment/],
  ['https://shop.exa\tmple.com/', /spaces/],
  [' https://shop.example.com/', /spaces/],
  ['https://shop.example.com/\r\nX: y', /spaces/],
  ['https://shop.example.com/a b', /spaces/],
  // Ports
  ['https://shop.example.com:22/', /443/],
  ['https://shop.example.com:6379/', /443/],
  ['https://shop.example.com:80/', /443/],
  // Names that are none
  ['https://shop.example.com./', /empty part/],
  ['https://shop..example.com/', /empty part/],
  ['https://shop.example.123x/', /end like one/],
  [`https://shop.example.com/${'x'.repeat(2048)}`, /longer than 2048/],
]

describe('the address of a webhook', () => {
  it.each(hostile)('%j is refused', (url, why) => {
    expect(refuseUrl(url, strict)).toMatch(why)
  })

  it.each([
    'https://shop.example.com/hooks/gate321?for=a',
    'https://shop.example.com:443/',
    'HTTPS://Shop.Example.COM',
    'https://bücher.example.com/',
    'https://a-b.xn--p1ai/',
    'https://8.8.8.8.example.com/',
  ])('%j is accepted', (url) => {
    expect(refuseUrl(url, strict)).toBeUndefined()
  })

  it('may have another port where the operator says so', () => {
    const url = 'https://shop.example.com:8443/'
    expect(refuseUrl(url, { private: false, ports: [8443] })).toBeUndefined()
    expect(refuseUrl(url, { private: false, ports: [9443] })).toMatch(/443/)
  })

  it.each(['http://127.0.0.1:3000/', 'http://localhost:3000/hook', 'https://[::1]:8443/', 'http://redis/'])(
    '%j is accepted for development',
    (url) => {
      expect(refuseUrl(url, open)).toBeUndefined()
      expect(refuseUrl(url, strict)).toBeDefined()
    },
  ) // prettier-ignore

  it.each(['file:///etc/passwd', 'http://a:b@localhost/', 'http://localhost/#x', 'http://local host/'])(
    '%j is refused even then',
    (url) => {
      expect(refuseUrl(url, open)).toBeDefined()
    },
  ) // prettier-ignore
})

describe('an address on the network', () => {
  it.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254'],
    ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.88.99.1'],
    ...['192.168.0.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.1.1.1'],
    ...['240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
    ...['::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1'],
    ...['2002:7f00:1::', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', 'ff02::1', 'nonsense', ''],
  ])('%s is not public', (address) => {
    expect(isPublic(address)).toBe(false)
  }) // prettier-ignore

  it.each(['8.8.8.8', '172.32.0.1', '192.0.1.1', '2606:4700:4700::1111', '2a00:1450::1'])(
    '%s is public',
    (address) => {
      expect(isPublic(address)).toBe(true)
    },
  )
})

describe('on Workers, which cannot look behind a name', () => {
  const sent: string[] = []
  const edge = edgeReceivers(strict, (request) => {
    sent.push(request.url)
    return new Response(null, { status: 204 })
  })

  it.each(['https://127.0.0.1.nip.io/', 'https://10-0-0-1.sslip.io/', 'https://a.169.254.169.254.b.com/'])(
    '%j is refused for what it spells',
    async (url) => {
      expect(await edge.refuse(url)).toMatch(/spells/)
      await expect(edge.send(new Request(url))).rejects.toThrow(/not sent/)
    },
  ) // prettier-ignore

  it.each(hostile.filter(([url]) => URL.canParse(url)))('%j is refused there too', async (url) => {
    expect(await edge.refuse(url)).toBeDefined()
  })

  it('a public name is sent to', async () => {
    expect(await edge.refuse('https://shop.example.com/')).toBeUndefined()
    await edge.send(new Request('https://shop.example.com/'))
    expect(sent).toEqual(['https://shop.example.com/'])
  })
})
