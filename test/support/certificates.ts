import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { onTestFinished } from 'vitest'
import { root } from './process.ts'

const read = (name: string) => readFileSync(join(root, 'test/fixtures/certificates', `${name}.pem`), 'utf8')

/** What a server may show, by its name among the fixtures: the first is right, the others are not. */
export const CERTIFICATES = ['right', 'expired', 'not-yet', 'other-host', 'self-signed'] as const

export const certificate = (name: (typeof CERTIFICATES)[number]) => ({ key: read('key'), cert: read(name) })

/** Has this process trust the authority of the fixtures until the test ends. */
export function trustFixtures(): void {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, read('authority')])
  onTestFinished(() => setDefaultCACertificates(before))
}
