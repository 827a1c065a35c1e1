import { parser } from '@prometheus-io/lezer-promql'

interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

export interface Samples {
  all: Sample[]
  /** The value of a metric of ours that has these labels; undefined where there is none. */
  read(name: string, labels: Record<string, string>): number | undefined
  /** The labels of a metric; undefined for one that has no value. */
  labelsOf(name: string): string[] | undefined
}

/** Reads the text that Prometheus scrapes. */
export function samplesOf(text: string): Samples {
  const all = [...text.matchAll(/^([a-z_]\w*)(?:\{(.*)\})? (\S+)$/gim)].map(
    ([, name = '', labels = '', value]) => ({
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', is = '']) => [label, is]),
      ),
      value: Number(value),
    }),
  )
  return {
    all,
    read: (name, wanted) =>
      all.find(
        ({ name: is, labels }) =>
          is === `conversation_contracts_${name}` &&
          Object.entries(wanted).every(([label, value]) => labels[label] === value),
      )?.value,
    labelsOf(name) {
      const own = all.filter(one => one.name === name)
      return own.length === 0 ? undefined : [...new Set(own.flatMap(({ labels }) => Object.keys(labels)))]
    },
  }
}

/**
 * What a PromQL expression names: each metric with the labels that it is selected by, and the labels that it groups by.
 *
 * @throws Error for what is no PromQL
 */
export function namedIn(expr: string) {
  const selectors: { metric: string; labels: string[] }[] = []
  const grouping: string[] = []
  parser.parse(expr).iterate({
    enter({ name, type, from, to, node }) {
      const text = (at: { from: number; to: number }) => expr.slice(at.from, at.to)
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expr}`)
      if (name === 'VectorSelector') {
        const metric = node.getChild('Identifier')
        selectors.push({ metric: metric ? text(metric) : '', labels: [] })
      }
      if (name !== 'LabelName') return
      if (node.parent?.name === 'GroupingLabels') grouping.push(text({ from, to }))
      else selectors.at(-1)?.labels.push(text({ from, to }))
    },
  })
  return { selectors, grouping }
}
