import { enableCompileCache } from 'node:module'

// Must come before the first import of anything else: later starts then take half the time.
enableCompileCache()
const { serve } = await import('./serve.ts')
await serve()
