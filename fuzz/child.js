import { enableCompileCache, flushCompileCache } from 'node:module'

// As cli/main.js: from the second start on nothing is compiled.
enableCompileCache()
await import('./reporter.ts')
flushCompileCache()
