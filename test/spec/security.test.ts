import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/process.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const text = read('SECURITY.md')
const promises = text
  .slice(text.indexOf('| promise |'), text.indexOf('## What is not promised'))
  .split('\n')
  .slice(2)
  .filter(line => line.startsWith('| '))

const titlesIn = (text: string): string[] => [...text.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title)

it('SECURITY.md names for each promise the test that keeps it', () => {
  expect(promises.length).toBeGreaterThan(15)
  for (const promise of promises) {
    const named = [...promise.matchAll(/\]\((test\/[^)]+)\): ((?:“[^”]+”(?:, )?)+)/g)]
    expect(named, promise).not.toEqual([])
    // Nothing in quotes stands beside the test that it is about.
    expect(named.flatMap(([, , titles = '']) => titlesIn(titles))).toEqual(titlesIn(promise))
    for (const [, file = '', titles = ''] of named)
      for (const title of titlesIn(titles)) expect(read(file), file).toContain(title)
  }
})
