// Runs TypeScript samples, one for each line of JSON that comes in, and tells what each has printed.
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

/** @param {string} line */
const print = line => process.stdout.write(`${line}\n`)
let number = 0
for await (const line of createInterface({ input: process.stdin })) {
  const printed = []
  globalThis.console.log = value => printed.push(value)
  const file = `sample-${++number}.ts`
  writeFileSync(file, JSON.parse(line))
  let error
  try {
    await import(pathToFileURL(file).href)
  } catch (thrown) {
    error = String(thrown)
  }
  if (existsSync('download')) {
    printed.push({ downloaded: statSync('download').size })
    rmSync('download')
  }
  print(JSON.stringify({ error, printed: printed[0] }))
}
