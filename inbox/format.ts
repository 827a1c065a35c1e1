/** How things read. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const units: [unit: 'minute' | 'hour' | 'day', length: number, below: number][] = [
  ['minute', MINUTE, HOUR],
  ['hour', HOUR, DAY],
  ['day', DAY, 7 * DAY],
]

/** `5 min. ago`, `in 2 days`, and a date for what is further off. */
export function relative(moment: string, now: number): string {
  const away = Date.parse(moment) - now
  const distance = Math.abs(away)
  if (distance < 45_000) return away > 5_000 ? 'in a moment' : 'just now'
  const format = new Intl.RelativeTimeFormat('en', { style: 'narrow', numeric: 'always' })
  for (const [unit, length, below] of units)
    if (distance < below) return format.format(Math.trunc(away / length) || Math.sign(away), unit)
  const isThisYear = new Date(moment).getFullYear() === new Date(now).getFullYear()
  return new Date(moment).toLocaleDateString('en', {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
}

/** To the second, in the reader's time zone. */
export const exact = (moment: string): string =>
  new Date(moment).toLocaleString('en', { dateStyle: 'full', timeStyle: 'long' })

/** `2:05`, `1 h 03 min`, `2 d 4 h`. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const two = (value: number): string => String(value).padStart(2, '0')
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`
}

export const size = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 * 1024
      ? `${Math.round(bytes / 1024)} kB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** Two letters for a person. */
export function initials({ name, email }: { name: string | null; email: string }): string {
  const [first = '', ...rest] = (name ?? email).split(/[\s._@-]+/).filter(Boolean)
  return ((first[0] ?? '?') + (rest.at(name === null ? 0 : -1)?.[0] ?? '')).toUpperCase()
}

/** A hue that an address always has. */
export const hueOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)

/** JSON for people; anything else as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** Headers that curl sets by itself. */
const OWN = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'user-agent', 'accept'])

/** A request as a command to paste into a shell. */
export const curlOf = ({
  method,
  url,
  headers,
  body,
}: {
  method: string
  url: string
  headers: Record<string, string>
  body: string | null
}): string =>
  [
    `curl -i ${method === 'GET' || (method === 'POST' && body !== null) ? '' : `-X ${method} `}${quoted(url)}`,
    ...Object.entries(headers)
      .filter(([name]) => !OWN.has(name.toLowerCase()) && !name.toLowerCase().startsWith('sec-'))
      .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`--data-raw ${quoted(body)}`]),
  ].join(' \\\n  ')
