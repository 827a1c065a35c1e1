#!/usr/bin/env node
import { enableCompileCache, flushCompileCache } from 'node:module'

// JavaScript, and before the first import of anything else: Node then takes all the rest as it compiled it at the first
// start, and does not load what strips types.
enableCompileCache()
const { runProgram } = await import('./program.ts')
await runProgram()
// At once: a process that is killed would leave nothing to the next one.
flushCompileCache()
