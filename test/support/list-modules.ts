/** Loaded with `--import` into a process: appends the address of each module that it loads to the file LOADED. */
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

registerHooks({
  load(url, context, nextLoad) {
    appendFileSync(process.env.LOADED ?? '', `${url}\n`)
    return nextLoad(url, context)
  },
})
