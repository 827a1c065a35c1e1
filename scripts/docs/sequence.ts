/**
 * A sequence diagram of Mermaid as SVG, in the colours of the page. What it knows: `accTitle`, `participant … as …`, the
 * arrows `->>`, `-->>`, `-x` and `--x`, and `Note over` one or two participants.
 */
import { escapeHtml } from './html.ts'

interface Step {
  kind: 'message' | 'note'
  from: string
  to: string
  lines: string[]
  dashed?: boolean
  lost?: boolean
}

interface Diagram {
  title: string
  /** The label of each participant, by its name. */
  participants: Map<string, string>
  steps: Step[]
}

/** In pixels; a character of the label font is about as wide as that. */
const SIZE = { character: 6.7, line: 17, head: 36, gap: 26, margin: 8, smallest: 150 }
/** Characters of a line of a label, at most. */
const LABEL = 32

/** @throws Error naming the line that it does not know */
export const renderSequence = (source: string): string => {
  const { title, participants, steps } = parse(source)
  const names = [...participants.keys()]
  const at = places(names, participants, steps)
  const x = (name: string): number => at[names.indexOf(name)] ?? 0
  const boxes = names.map(name => boxWidth(participants.get(name) ?? name))
  const width = Math.ceil(
    (at.at(-1) ?? 0) + Math.max((boxes.at(-1) ?? 0) / 2, overhang(names, steps)) + SIZE.margin,
  )
  let y = SIZE.head + SIZE.margin + 6
  const drawn = steps.map(step => {
    const [shape, height] = step.kind === 'note' ? note(step, x, y) : message(step, x, y)
    y += height
    return shape
  })
  const height = y + SIZE.margin
  const heads = names.map((name, index) => {
    const [middle, wide] = [x(name), boxes[index] ?? 0]
    return (
      `<line class="life" x1="${middle}" y1="${SIZE.head}" x2="${middle}" y2="${height}"/>` +
      `<rect class="head" x="${middle - wide / 2}" y="1" width="${wide}" height="${SIZE.head - 2}" rx="6"/>` +
      text(middle, SIZE.head / 2 + 4.5, participants.get(name) ?? name, 'name')
    )
  })
  return (
    `<svg class="sequence" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `<title>${escapeHtml(title)}</title>${heads.join('')}${drawn.join('')}</svg>`
  )
}

const MESSAGE = /^(\w+)\s*(--?)(>>|x)\s*(\w+)\s*:\s*(.+)$/
const NOTE = /^Note over (\w+)(?:\s*,\s*(\w+))?\s*:\s*(.+)$/
const PARTICIPANT = /^(?:participant|actor) (\w+)(?: as (.+))?$/

const parse = (source: string): Diagram => {
  const diagram: Diagram = { title: 'A sequence of requests', participants: new Map(), steps: [] }
  const known = (name = ''): string => {
    if (!diagram.participants.has(name)) diagram.participants.set(name, name)
    return name
  }
  const [first, ...lines] = source
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  if (first !== 'sequenceDiagram')
    throw new Error(`A diagram begins with sequenceDiagram, not with ${first}.`)
  for (const line of lines) {
    const [title] = line.startsWith('accTitle:') ? [line.slice('accTitle:'.length).trim()] : []
    const participant = PARTICIPANT.exec(line)
    const message = MESSAGE.exec(line)
    const over = NOTE.exec(line)
    if (title !== undefined) diagram.title = title
    else if (participant)
      diagram.participants.set(participant[1] ?? '', participant[2] ?? participant[1] ?? '')
    else if (message) {
      const [, from, dashes, end, to, label = ''] = message
      const ends = { dashed: dashes === '--', lost: end === 'x' }
      diagram.steps.push({ kind: 'message', from: known(from), to: known(to), lines: wrap(label), ...ends })
    } else if (over) {
      const [, from, to = from, label = ''] = over
      diagram.steps.push({ kind: 'note', from: known(from), to: known(to), lines: wrap(label) })
    } else throw new Error(`No line of a sequence diagram that is known here: ${line}`)
  }
  return diagram
}

const wrap = (label: string): string[] => {
  const lines: string[] = []
  for (const word of label.split(/\s+|<br\s*\/?>/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < LABEL) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const widthOf = (lines: readonly string[]): number =>
  Math.max(...lines.map(line => line.length)) * SIZE.character + 24

const boxWidth = (label: string): number => Math.round(Math.max(84, label.length * 7.4 + 24))

/** Where the life line of each stands: as far apart as their boxes and the labels between them need. */
const places = (names: string[], labels: Map<string, string>, steps: Step[]): number[] => {
  const half = (index: number): number => boxWidth(labels.get(names[index] ?? '') ?? '') / 2
  const at = [SIZE.margin + half(0)]
  for (let index = 1; index < names.length; index++) {
    const wanted = steps.flatMap(({ from, to, lines }) => {
      const [left = 0, right = 0] = [names.indexOf(from), names.indexOf(to)].sort((a, b) => a - b)
      if (right !== index)
        return left === right && left === index - 1 ? [(at[left] ?? 0) + widthOf(lines)] : []
      return [(at[left === right ? Math.max(0, left - 1) : left] ?? 0) + widthOf(lines)]
    })
    const apart = (at[index - 1] ?? 0) + Math.max(SIZE.smallest, half(index - 1) + half(index) + 20)
    at.push(Math.round(Math.max(apart, ...wanted)))
  }
  return at
}

/** How far what the last participant tells itself goes beyond its line. */
const overhang = (names: string[], steps: Step[]): number =>
  Math.max(
    0,
    ...steps
      .filter(({ from, to }) => from === to && from === names.at(-1))
      .map(({ kind, lines }) => (kind === 'note' ? widthOf(lines) / 2 : widthOf(lines))),
  )

const text = (x: number, y: number, line: string, name: string, anchor = 'middle'): string =>
  `<text class="${name}" x="${x}" y="${y}" text-anchor="${anchor}">${escapeHtml(line)}</text>`

const message = (step: Step, x: (name: string) => number, y: number): [string, number] => {
  const [from, to] = [x(step.from), x(step.to)]
  const below = y + step.lines.length * SIZE.line + 4
  const kind = `${step.dashed ? 'line dashed' : 'line'}${step.lost ? ' lost' : ''}`
  const label = (middle: number, anchor?: string): string =>
    step.lines.map((line, index) => text(middle, y + 12 + index * SIZE.line, line, 'label', anchor)).join('')
  if (step.from === step.to) {
    const path = `M${from} ${y + 2}h22v${below - y - 4}h-14`
    return [
      `<path class="${kind}" d="${path}"/>${head(from + 8, below - 2, -1)}${label(from + 30, 'start')}`,
      below - y + SIZE.gap / 2,
    ]
  }
  const direction = Math.sign(to - from)
  const end = step.lost ? to - direction * 16 : to - direction * 8
  const tip = step.lost ? cross(end, below) : head(to - direction, below, direction)
  return [
    `<line class="${kind}" x1="${from}" y1="${below}" x2="${end}" y2="${below}"/>${tip}${label((from + to) / 2)}`,
    below - y + SIZE.gap / 2,
  ]
}

const head = (x: number, y: number, direction: number): string =>
  `<path class="tip" d="M${x} ${y}l${-9 * direction} -4.5v9z"/>`

const cross = (x: number, y: number): string =>
  `<path class="lost" d="M${x - 5} ${y - 5}l10 10m0 -10l-10 10"/>`

const note = (step: Step, x: (name: string) => number, y: number): [string, number] => {
  const middle = (x(step.from) + x(step.to)) / 2
  const wide = Math.max(widthOf(step.lines), Math.abs(x(step.to) - x(step.from)) + 40)
  const high = step.lines.length * SIZE.line + 10
  const lines = step.lines.map((line, index) => text(middle, y + 17 + index * SIZE.line, line, 'said'))
  const left = Math.max(1, middle - wide / 2)
  return [
    `<rect class="note" x="${left}" y="${y}" width="${wide}" height="${high}" rx="3"/>${lines.join('')}`,
    high + SIZE.gap / 2,
  ]
}
