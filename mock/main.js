import { enableCompileCache } from 'node:module'

// JavaScript, and before the first import of anything else: see server/main.js.
enableCompileCache()
await import('./serve.ts')
