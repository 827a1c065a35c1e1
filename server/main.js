import { enableCompileCache, flushCompileCache } from 'node:module'

// JavaScript, and before the first import of anything else: Node then takes all the rest as it compiled it at the first
// start, and does not load what strips types (15 MB).
enableCompileCache()
const { serve } = await import('./process/serve.ts')
await serve()
// At once: a process that is killed would leave nothing to the next one.
flushCompileCache()
