import { enableCompileCache } from 'node:module'

// JavaScript, and before the first import of anything else: see cli/main.js.
enableCompileCache()
await import('./serve.ts')
