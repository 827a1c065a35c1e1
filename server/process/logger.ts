import { isatty } from 'node:tty'
import { type Logger, pino } from 'pino'
import type { Config } from '../config.ts'

const STDERR = 2

/** Logs to stderr: readable on a terminal, JSON lines elsewhere. What `npm start` prints for people is on stdout. */
export async function createLogger(level: Config['logLevel']): Promise<Logger> {
  const redact = ['req.headers.authorization', 'headers.authorization', 'headers["x-api-key"]']
  if (!isatty(STDERR)) return pino({ level, redact }, pino.destination(STDERR))
  const { default: pretty } = await import('pino-pretty')
  return pino(
    { level, redact },
    pretty({ destination: STDERR, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }),
  )
}
