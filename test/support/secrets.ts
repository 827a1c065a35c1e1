/** What our programs print in the tests is looked through for secrets; `no-secrets.ts` fails the run that has found one. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import querystring from 'node:querystring'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** Where what was found is kept until the end of the run, without the secrets. */
export const FOUND = join(process.env.TEST_RUN_FOLDER ?? '', 'printed-secrets.txt')

const KINDS: Record<string, RegExp> = {
  'a key': /\b(?:sa_(?:test|live)|sk)_[\w-]{4,}(?:\.[a-z0-9-]+)?/g,
  'a webhook secret': /\bwhsec_[A-Za-z0-9+/]{8,}=*/g,
  'a bearer token': /\bBearer\s+(?=[\w.~+/=-]*[\d_])[\w.~+/=-]{8,}(?!…)/gi,
  'a token of a link': /\btoken=[\w.~-]{8,}/g,
  'a password in a URL': /\b[a-z]+:\/\/[^\s/:@"']*:[^\s/@"'*…]+@/gi,
}

/** Printed on purpose on standard output: the keys of the demo, which everybody knows. */
const DEMO = /\b(?:sa_test_demo_(?:full|readonly)|sk_demo\w*)\b/g
/** What is printed once, for who made it: by `key create`, and the secret of a webhook by `webhook listen`. */
const MADE = /^(?:(?:sa_(?:test|live)|sk)_[\w-]{43}|secret whsec_\S+)$/

/**
 * What is secret in a line that was printed.
 *
 * @param env what the process was started with
 * @returns each with its kind, and the line with stars in place of it
 */
export function secretsIn(
  line: string,
  stream: 'stdout' | 'stderr',
  env: Readonly<Record<string, string>> = {},
): { kind: string; line: string }[] {
  if (stream === 'stdout' && MADE.test(line)) return []
  const text = stream === 'stdout' ? line.replaceAll(DEMO, '') : line
  const given = Object.entries(env).flatMap(([name, value]) => {
    const secret = /(?:_TOKEN|PASSWORD)$/.test(name) ? value : URL.parse(value)?.password
    return secret && secret.length > 8 ? [[name, querystring.unescape(secret)] as const] : []
  })
  return [
    ...given
      .filter(([, secret]) => text.includes(secret))
      .map(([name, secret]) => ({ kind: `that of ${name}`, line: text.replaceAll(secret, '***') })),
    ...Object.entries(KINDS)
      .filter(([, pattern]) => text.search(pattern) >= 0)
      .map(([kind, pattern]) => ({ kind, line: text.replaceAll(pattern, '***') })),
  ]
}

/** Looks through what a program of ours prints from now on. */
export function watchPrinted(
  child: { stdout?: Readable | null; stderr: Readable | null },
  env: Readonly<Record<string, string>>,
): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    const input = child[stream]
    if (!input) continue
    createInterface({ input }).on('line', line => {
      for (const found of secretsIn(line, stream, env))
        appendFileSync(FOUND, `${found.kind} on ${stream}: ${found.line}\n`)
    })
  }
}
