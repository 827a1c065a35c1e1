/** The server that is asked, in a process of its own, which tells its parent how it is. */
import { pino } from 'pino'
import { readConfig } from '../server/config.ts'
import { startServer } from '../server/process/start.ts'
import type { Health } from './server.ts'

/** Between two looks at the event loop, in milliseconds. */
const LOOK = 10

const names = Object.getOwnPropertyNames(Object.prototype).length
let [longest, last, lastCpu] = [0, performance.now(), process.threadCpuUsage()]
// Only what this thread has worked itself: other programs of a busy machine hold up the clock, not the loop.
setInterval(() => {
  const [now, cpu] = [performance.now(), process.threadCpuUsage(lastCpu)]
  longest = Math.max(longest, Math.min(now - last - LOOK, (cpu.user + cpu.system) / 1000))
  ;[last, lastCpu] = [now, process.threadCpuUsage()]
}, LOOK).unref()

const config = readConfig()
const server = await startServer(config, pino({ level: config.logLevel }, pino.destination(2)))

process.on('message', async (question: 'health' | 'heap') => {
  // The look that is due comes first.
  await new Promise(resolve => setTimeout(resolve, LOOK))
  if (question === 'heap') globalThis.gc?.()
  const health: Health = {
    longest,
    heap: process.memoryUsage().heapUsed,
    isPolluted: Object.getOwnPropertyNames(Object.prototype).length !== names || Object.keys({}).length > 0,
  }
  longest = 0
  process.send?.(health)
})
process.once('disconnect', () => process.exit(0))
process.send?.({ url: server.url })
