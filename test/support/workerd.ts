import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { temporaryFolder } from './process.ts'

const require = createRequire(import.meta.url)
/** Where the program is; the package has no types. */
const { default: workerd } = require('workerd') as { default: string }

interface Worker {
  url: string
  stop(): Promise<void>
}

/**
 * Runs a worker in workerd, which is what runs Cloudflare's, with a date from before workers had `process` and `Buffer`:
 * there are web standards and nothing else. It reaches this machine alone.
 *
 * @param code one module that imports nothing and exports by default what has a `fetch`
 * @param bindings what `env` holds
 */
export async function startWorker(code: string, bindings: Record<string, string> = {}): Promise<Worker> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'worker.js'), code)
  const texts = Object.entries(bindings).map(
    ([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`,
  )
  writeFileSync(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
     const config :Workerd.Config = (
       services = [(name = "worker", worker = .worker), (name = "internet", network = (allow = ["local"]))],
       sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
     );
     const worker :Workerd.Worker = (
       modules = [(name = "worker.js", esModule = embed "worker.js")],
       bindings = [${texts.join(', ')}],
       compatibilityDate = "2024-01-01",
     );`,
  )
  const args = ['serve', join(folder, 'config.capnp'), '--control-fd=3']
  const child = spawn(workerd, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr?.on('data', chunk => {
    stderr += chunk
  })
  const exited = once(child, 'exit').finally(() => rmSync(folder, { recursive: true }))
  const told = await Promise.race([
    once(createInterface(child.stdio[3] as Readable), 'line'), // the pipe asked for above
    exited.then((): never => {
      throw new Error(`the worker did not start: ${stderr}`)
    }),
  ])
  const { port } = JSON.parse(told[0]) as { port: number } // {"event":"listen","socket":"http","port":49152}
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
