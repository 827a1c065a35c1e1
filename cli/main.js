#!/usr/bin/env node
import * as modules from 'node:module'

// JavaScript, and before the first import of anything else: Node then takes all the rest as it compiled it at the first
// start, and does not load what strips types. A Node that is too old has no such cache, and would end in a stack trace.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 18)) {
  process.stderr.write(
    `conversation-contracts needs Node 24.18 or newer; this is ${process.versions.node}. https://nodejs.org\n`,
  )
  process.exit(1)
}
modules.enableCompileCache()
const { runProgram } = await import('./program.ts')
await runProgram()
// At once: a process that is killed would leave nothing to the next one.
modules.flushCompileCache()
