import { describe, expect, it } from 'vitest'
import { checkWebhookUrl, kindOfAddress } from '../../server/webhooks/url.ts'

describe('an address', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '192.0.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])('%s is public', address => expect(kindOfAddress(address)).toBe('public'))

  it.each(['127.0.0.1', '127.255.255.254', '::1'])('%s is loopback', address =>
    expect(kindOfAddress(address)).toBe('loopback'),
  )

  it.each([
    ['this network', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['shared by a carrier (RFC 6598)', '100.64.0.1'],
    ['shared by a carrier (RFC 6598)', '100.127.255.255'],
    ['link-local, where clouds keep their secrets', '169.254.169.254'],
    ['for documentation', '192.0.2.1'],
    ['for documentation', '198.51.100.1'],
    ['for documentation', '203.0.113.1'],
    ['for benchmarks', '198.18.0.1'],
    ['for protocols', '192.0.0.1'],
    ['a 6to4 relay', '192.88.99.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['mapped, private', '::ffff:10.0.0.1'],
    ['mapped, loopback', '::ffff:127.0.0.1'],
    ['mapped, public', '::ffff:8.8.8.8'],
    ['compatible, deprecated', '::8.8.8.8'],
    ['translated (RFC 6145)', '::ffff:0:a00:1'],
    ['NAT64 (RFC 6052)', '64:ff9b::7f00:1'],
    ['local NAT64 (RFC 8215)', '64:ff9b:1::a00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:7f00:1::1'],
    ['for documentation', '2001:db8::1'],
    ['for documentation (RFC 9637)', '3fff::1'],
    ['for benchmarks', '2001:2::1'],
    ['discard-only', '100::1'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fd12:3456::1'],
    ['link-local', 'fe80::1'],
    ['link-local with its zone', 'fe80::1%eth0'],
    ['site-local, deprecated', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['not given out', '4000::1'],
    ['segment routing', '5f00::1'],
    ['no address', 'example.com'],
    ['no address', ''],
  ])('%s: %s is neither', (_what, address) => expect(kindOfAddress(address)).toBe('other'))
})

describe('a URL', () => {
  it.each([
    'https://hooks.example.com',
    'https://hooks.example.com:8443/a/b?c=d',
    'https://HOOKS.example.com./x',
    'https://münchen.example/ü',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])('%s is right', url => expect(checkWebhookUrl(url)).toMatchObject({ ok: true, isLoopback: false }))

  it.each([
    'http://localhost:3000/',
    'https://localhost',
    'http://app.localhost/',
    'http://LOCALHOST./',
    'http://127.0.0.1:8080/hook',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://[::1]:8080/',
  ])('%s leads to this machine', url =>
    expect(checkWebhookUrl(url)).toMatchObject({ ok: true, isLoopback: true }),
  )

  it.each([
    ['it is no URL', 'hooks.example.com/in'],
    ['it is no URL', 'https://'],
    ['it is no URL', 'https://exa mple.com'.replace(' ', '%')],
    ['it begins with ftp:', 'ftp://example.com'],
    ['it begins with javascript:', 'javascript:alert(1)'],
    ['it begins with file:', 'file:///etc/passwd'],
    ['it is not encrypted', 'http://example.com'],
    ['it is not encrypted', 'http://8.8.8.8'],
    ['it has a user or a password', 'https://user:pw@example.com'],
    ['it has a user or a password', 'https://user@example.com'],
    ['it has a fragment', 'https://example.com/#'],
    ['it has a fragment', 'https://example.com/#x'],
    ['it has a space or a line break', 'https://example.com/a b'],
    ['it has a space or a line break', 'https://exam\nple.com/'],
    ['it has a space or a line break', ' https://example.com/'],
    ['10.0.0.1 is not public', 'https://10.0.0.1/'],
    ['10.0.0.1 is not public', 'https://167772161/'],
    ['10.0.0.1 is not public', 'https://0xa.0.0.1/'],
    ['10.0.0.1 is not public', 'https://012.0.0.1/'],
    ['169.254.169.254 is not public', 'https://169.254.169.254/latest/meta-data'],
    ['0.0.0.0 is not public', 'https://0/'],
    ['::ffff:7f00:1 is not public', 'https://[::ffff:127.0.0.1]/'],
    ['64:ff9b::a00:1 is not public', 'https://[64:ff9b::10.0.0.1]/'],
    ['fd00::1 is not public', 'https://[fd00::1]/'],
  ])('%s: %s', (reason, url) => expect(checkWebhookUrl(url)).toEqual({ ok: false, reason }))
})
