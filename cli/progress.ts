import type { Tell } from '../server/databases/copy.ts'

/** In characters. */
const WIDTH = 30

/** Tells on standard error how far something is: a bar on a terminal, else a line for each tenth. */
export function createProgress(): { tell: Tell; end(): void } {
  const { stderr } = process
  let last = ''
  return {
    tell(doing, done, of) {
      const part = of === 0 ? 1 : done / of
      if (stderr.isTTY) {
        const bar = '#'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH)
        stderr.write(`\r\x1b[K[${bar}] ${doing} ${done}/${of}`.slice(0, stderr.columns + 4))
        return
      }
      const tenth = `${doing} ${Math.floor(part * 10)}`
      if (done > 0 && tenth !== last) stderr.write(`${doing} ${done}/${of}\n`)
      last = tenth
    },
    end() {
      if (stderr.isTTY) stderr.write('\r\x1b[K')
    },
  }
}
