/** What is said to the listener, step by step. */
import { createRandom, type Random } from './random.ts'
import { SOURCES } from './sources.ts'

interface Step {
  bytes: Buffer
  /** How many are waited for. */
  replies: number
}

export interface Case {
  kind: string
  marker: string
  steps: Step[]
  /** Whether the connection breaks behind the last step; else QUIT is said. */
  isCut: boolean
  /** How many mails this may become. */
  most: number
}

const CHANNEL = 'support@demo.example'
const line = (text: string): Step => ({ bytes: Buffer.from(`${text}\r\n`, 'latin1'), replies: 1 })
const envelope = (marker: string): Step[] => [
  line('EHLO fuzz.example'),
  line(`MAIL FROM:<${marker}@aviato.example>`),
  line(`RCPT TO:<${CHANNEL}>`),
  line('DATA'),
]

function data(source: Buffer | string): Step {
  const text = Buffer.isBuffer(source) ? source.toString('latin1') : Buffer.from(source).toString('latin1')
  const stuffed = text.replace(/(^|\r\n)\./g, '$1..')
  return { bytes: Buffer.from(`${stuffed}\r\n.\r\n`, 'latin1'), replies: 1 }
}

const raw = (text: string, replies = 1): Step => ({ bytes: Buffer.from(text, 'latin1'), replies })
const short = (marker: string) => `X-Marker: ${marker}\r\nSubject: ${marker}\r\n\r\n${marker}\r\n`
const ENDS = [
  '\n.\r\n',
  '\r.\r',
  '\n.\n',
  '\r\n.\r',
  '\r\n.\n',
  '\r.\r\n',
  '\n\0.\r\n',
  '\r\n\0.\r\n',
  '\r\n.\0\r\n',
]
/** Behind a smuggled end. */
const smuggled = (marker: string) =>
  `MAIL FROM:<x@aviato.example>\r\nRCPT TO:<${CHANNEL}>\r\nDATA\r\nSubject: inner ${marker}\r\n\r\ninner`
const COMMANDS = [
  'NOOP',
  'RSET',
  'VRFY a',
  'HELP',
  'EHLO x',
  'HELO',
  'EXPN',
  'XCLIENT A=B',
  'MAIL',
  'RCPT',
  'DATA',
  '',
  '\0',
  '\u00ff',
]

type Dialogue = (random: Random, marker: string) => Pick<Case, 'steps'> & Partial<Case>

const DIALOGUES: Record<string, Dialogue> = {
  'smuggled end of data': (random, marker) => ({
    steps: [...envelope(marker), raw(`${short(marker)}x${random.pick(ENDS)}${smuggled(marker)}\r\n.\r\n`)],
    most: 1,
  }),
  'two mails in one breath': (_, marker) => ({
    steps: [
      line('EHLO fuzz.example'),
      raw(`MAIL FROM:<>\r\nRCPT TO:<${CHANNEL}>\r\nDATA\r\n`, 3),
      raw(
        `${short(marker)}\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<${CHANNEL}>\r\nDATA\r\n${short(marker)}two\r\n.\r\n`,
        5,
      ),
    ],
    most: 2,
  }),
  'size announced, not sent': (random, marker) => ({
    steps: [
      line('EHLO fuzz.example'),
      line(
        `MAIL FROM:<a@b.example> SIZE=${random.pick(['1073741824', '41943040', '-1', '1e9', '9'.repeat(400), 'x'])}`,
      ),
      line(`RCPT TO:<${CHANNEL}>`),
      line('DATA'),
      raw(`${short(marker)}Content-Transfer-Encoding: base64\r\n`, 0),
    ],
    isCut: true,
    most: 0,
  }),
  'flood of commands': random => {
    const count = 5 + random.below(200)
    const said = Array.from({ length: count }, () => random.pick(COMMANDS)).filter(
      command => command !== 'DATA',
    )
    return { steps: [raw(`${said.join('\r\n')}\r\n`, said.length)], most: 0 }
  },
  'flood of recipients': (random, marker) => {
    const count = 150 + random.below(200)
    const rcpt = Array.from(
      { length: count },
      (_, n) => `RCPT TO:<${n % 3 ? `support+${n}` : `n${n}`}@demo.example>\r\n`,
    )
    return {
      steps: [
        line('EHLO fuzz.example'),
        line('MAIL FROM:<a@b.example>'),
        raw(rcpt.join(''), count),
        line('DATA'),
        data(short(marker)),
      ],
    }
  },
  'no relay': random => ({
    steps: [
      line('EHLO fuzz.example'),
      line('MAIL FROM:<a@b.example>'),
      line(
        `RCPT TO:<${random.pick(['a%b.example@demo.example', '@demo.example:a@b.example', '"support@demo.example"@b.example', 'support@demo.example@b.example', 'a!b@demo.example', 'support@demo.example.', '"a@b.example"@demo.example', 'a@[127.0.0.1]', 'support@demo.example\0', '\u00ff@demo.example'])}>`,
      ),
      line('DATA'),
    ],
    most: 0,
  }),
  'commands behind STARTTLS': (_, marker) => ({
    steps: [
      line('EHLO fuzz.example'),
      raw(`STARTTLS\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<${CHANNEL}>\r\nDATA\r\n`, 4),
      data(short(marker)),
    ],
  }),
  'STARTTLS in the wrong place': (_, marker) => ({
    steps: [
      ...envelope(marker).slice(0, 3),
      line('STARTTLS'),
      line('AUTH PLAIN AAA='),
      line('DATA'),
      data(short(marker)),
    ],
  }),
  'a line without end': random => ({
    steps: [raw(`${random.pick(['MAIL FROM:<', 'EHLO ', 'X'])}${'a'.repeat(random.below(400_000))}`, 0)],
    isCut: true,
    most: 0,
  }),
  'bytes of no protocol': random => ({
    steps: [{ bytes: random.bytes(1 + random.below(600)), replies: 0 }],
    isCut: true,
    most: 0,
  }),
  'gone at any step': (random, marker) => {
    const all = [...envelope(marker), data(short(marker))]
    const steps = all.slice(0, 1 + random.below(all.length))
    const last = steps.pop() ?? line('')
    const bytes = last.bytes.subarray(0, random.below(last.bytes.length))
    return { steps: [...steps, { bytes, replies: 0 }], isCut: true, most: 0 }
  },
}

const KINDS = [...Object.keys(SOURCES), ...Object.keys(DIALOGUES)]

/** The same for the same seed and number. */
export function caseOf(seed: number, number: number): Case {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b))
  const kind = KINDS[number % KINDS.length] ?? ''
  const marker = `fuzz-${seed}-${number}-end`
  const base = { kind, marker, isCut: false, most: 1 }
  const source = SOURCES[kind]
  if (source) return { ...base, steps: [...envelope(marker), data(source(random, marker))] }
  const dialogue = DIALOGUES[kind]?.(random, marker) ?? { steps: [] }
  return { ...base, ...dialogue }
}
