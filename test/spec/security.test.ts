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

it('SECURITY.md names for each promise the test that keeps it', () => {
  expect(promises.length).toBeGreaterThan(15)
  for (const promise of promises) {
    const named = [...promise.matchAll(/\]\((test\/[^)]+)\): “((?:[^”])+)”/g)]
    expect(named, promise).not.toEqual([])
    for (const [, file = '', title = ''] of named) expect(read(file), file).toContain(title)
  }
})
