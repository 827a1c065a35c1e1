import { isIP } from 'node:net'

/** Whether only this machine can reach a server that listens on `host` (RFC 6890: 127.0.0.0/8, ::1). */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
