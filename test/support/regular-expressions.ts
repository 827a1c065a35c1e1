/** The regular expressions of our own code and of the contracts, and what hurts one. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, Script } from 'node:vm'
import fc from 'fast-check'
import { analyse } from 'scslre'
import ts from 'typescript'
import { root } from './process.ts'

export interface Expression {
  file: string
  source: string
  flags: string
}

/** Every literal in these folders, and the file of every call that makes an expression of a text. */
export function expressionsIn(folders: readonly string[]) {
  const literals: Expression[] = []
  const calls: string[] = []
  for (const file of folders.flatMap(folder => globSync(`${folder}/**/*.{ts,tsx,js}`, { cwd: root }))) {
    const text = readFileSync(join(root, file), 'utf8')
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/')
        literals.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
      }
      const isCall = ts.isNewExpression(node) || ts.isCallExpression(node)
      if (isCall && node.expression.getText() === 'RegExp') calls.push(file)
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  }
  return { literals, calls }
}

/** Every pattern of the contracts, as a validator compiles it. */
export function patternsOfContracts(): Expression[] {
  const found: Expression[] = []
  for (const file of globSync('generated/*/openapi.json', { cwd: root })) {
    JSON.parse(readFileSync(join(root, file), 'utf8'), (key, value: unknown) => {
      if (key === 'pattern' && typeof value === 'string') found.push({ file, source: value, flags: 'u' })
      return value
    })
  }
  return found
}

/** The characters that, repeated, make it take more than its input is long, by scslre; with what is exponential. */
export const reportsOn = ({ source, flags }: Expression) =>
  analyse({ source, flags }, { assumeRejectingSuffix: false }).reports.map(
    ({ type, exponential, character }) => ({ type, exponential, character: character.pick }),
  )

const PIECES = [
  'a',
  '0',
  '\t',
  ' ',
  '\n',
  '\r',
  '\r\n',
  '-',
  '=',
  '<',
  '>',
  '"',
  '(',
  '@',
  '.',
  ',',
  '/',
  '+',
  '*',
  '?',
  '\ufffd',
]

/** Texts of any length that nearly match: what does match with a part of it again and again, and an end that is wrong. */
export function* hurting(one: Expression): Generator<(length: number) => string> {
  const pump = (begin: string, piece: string) => (length: number) =>
    `${begin}${piece.repeat(Math.max(0, length - begin.length) / piece.length)}\0`
  const matching = samplesOf(one)
  const characters = reportsOn(one).map(({ character }) => character)
  for (const piece of new Set([...characters, ...PIECES])) {
    for (const text of ['', ...matching]) yield pump(text.slice(0, 20), piece)
  }
  for (const text of matching) {
    for (let at = 0; at < Math.min(text.length, 16); at++) {
      for (const size of [1, 2, text.length]) yield pump(text.slice(0, at), text.slice(at, at + size))
    }
  }
}

/** Some texts that it matches. */
function samplesOf({ source, flags }: Expression): string[] {
  // What looks around is left out, and a class that excludes is an x: nearly right is enough.
  const plain = source
    .replace(/\[\^(?:[^\]\\]|\\.)*\]|\\[DSW]/gs, 'x')
    .replace(/\(\?<?[=!](?:[^()\\[\]]|\\.|\[(?:[^\]\\]|\\.)*\]|\([^()]*\))*\)|\\b/gis, '')
  if (/\(\?<?[=!]/.test(plain)) return []
  const expression = new RegExp(plain, flags.replace(/[^su]/g, ''))
  return fc.sample(fc.stringMatching(expression, { size: 'xsmall' }), { numRuns: 2, seed: 1 })
}

const inside = createContext()
const look = new Script(`for (const text of texts) {
  const begin = now()
  text.replace(expression, '')
  times.push(now() - begin)
}`)

/** Milliseconds of this thread's CPU. */
function now(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** How long it takes to look through each text, in milliseconds; infinite for one at which two seconds are over. */
export function timesOf({ source, flags }: Expression, texts: readonly string[]): number[] {
  const times: number[] = []
  Object.assign(inside, { texts, times, now, expression: new RegExp(source, flags) })
  try {
    look.runInContext(inside, { timeout: 2_000 })
  } catch {
    times.push(Number.POSITIVE_INFINITY)
  }
  return times
}
