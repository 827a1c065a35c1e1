/** The fidelity page: what of each contract the vendor prints, and what is our reading. */
import type { OpenApiDocument, Provenance } from '../openapi-document.ts'
import { type Observation, type Observed, observationsOf, observedOf, type Run } from './evidence.ts'
import { type Fact, type Group, groupsOf } from './facts.ts'
import { escapeHtml, inline, page } from './html.ts'

const MEANING: Record<Exclude<Provenance, 'ours'>, string> = {
  documented: 'A page of the vendor prints it: the path, the field, the value, the status. Build on it.',
  described: 'A page of the vendor says that it exists or happens, without printing its path, verb or shape.',
  assumed: 'Our reading of what the pages leave open. Check it against the real API before you rely on it.',
}

const VALUES = Object.keys(MEANING) as (keyof typeof MEANING)[] // Object.keys forgets the key type

/** The document has provenance spread over it. */
export type Contract = { readonly name: string; readonly document: OpenApiDocument }

/** @param runs what was seen of real hosts; without any the page has three labels, with some a fourth */
export const renderFidelity = (contracts: readonly Contract[], runs: readonly Run[] = []): string => {
  const described = contracts.map(contract => {
    const groups = groupsOf(contract.document)
    const seen = observationsOf(runs, contract.name)
    return { ...contract, groups, seen, observed: observedOf(groups, seen) }
  })
  const all = described.flatMap(({ groups }) => groups.flatMap(group => group.facts))
  const observed = described.reduce(
    (sum, one) => sum + one.observed.filter(({ provenance }) => provenance !== undefined).length,
    0,
  )
  const labels = runs.length === 0 ? [] : (['observed'] as const)
  const body = `<p><a href="./index.html">Documentation</a></p>
<h1>How much of this is known</h1>
<p>The vendors' pages say a lot about these APIs, and leave some of it open. Every operation, status and field of the
contracts states where it is known from: by itself, or by the nearest thing around it. A constraint (a length, a pattern, a
closed object) states it for itself: a vendor who prints a field seldom prints its bounds.</p>
<dl>${VALUES.map(value => `<dt class="badge ${value}">${value}</dt><dd>${MEANING[value]}</dd>`).join('')}${labels.map(label => `<dt class="badge ${label}">${label}</dt><dd>${OBSERVED}</dd>`).join('')}</dl>
<fieldset><legend>Show</legend>${choice('all', `all ${all.length}`, true)}${VALUES.map(value =>
    choice(value, `${value} ${count(all, value)}`, false),
  ).join('')}${labels.map(label => choice(label, `${label} ${observed}`, false)).join('')}</fieldset>
${described.map(section).join('\n')}`
  return page('How much of this is known', body, STYLE + VALUES.map(filterRule).join('') + OBSERVED_RULE)
}

const OBSERVED =
  'A run of <code>verify --record</code> against a real host saw it; the row says where and when, and whether it was so.'

type Described = Contract & {
  readonly groups: readonly Group[]
  readonly seen: ReadonlyMap<string, Observation>
  readonly observed: readonly Observed[]
}

const choice = (value: string, label: string, checked: boolean): string =>
  `<label><input type="radio" name="show" value="${value}"${checked ? ' checked' : ''}> ${label}</label>`

const count = (facts: readonly Fact[], value: Provenance): number =>
  facts.filter(fact => fact.provenance === value).length

/** Rows of another provenance go, and with them the groups that have no other row. */
const filterRule = (value: Provenance): string => `
body:has([value=${value}]:checked) :is(tr[data-is]:not([data-is=${value}]), tbody:not(:has([data-is=${value}]))) { display: none }`

const OBSERVED_RULE = `
body:has([value=observed]:checked) :is(tr[data-is]:not([data-seen]), tbody:not(:has([data-seen]))) { display: none }`

const section = ({ name, document, groups, seen, observed }: Described): string => {
  const facts = groups.flatMap(group => group.facts)
  const sums = VALUES.map(value => `<span class="${value}">${count(facts, value)} ${value}</span>`).join(', ')
  return `<section id="${escapeHtml(name)}">
<h2>${escapeHtml(document.info.title)}</h2>
<p class="quiet">${facts.length} facts: ${sums}. <a href="./${escapeHtml(name)}.html">Reference</a></p>
${renderEvidence(observed)}
<div class="scroll"><table>
<thead><tr><th scope="col">What</th><th scope="col">Kind</th><th scope="col">Provenance</th><th scope="col">In words</th></tr></thead>
${groups.map(group => renderGroup(group, seen)).join('\n')}
</table></div>
${notHere(document)}
</section>`
}

const notHere = ({ info }: OpenApiDocument): string => {
  const rows = (info['x-not-here'] ?? []).map(
    ({ what, page }) =>
      `<li><code>${escapeHtml(what)}</code> <a href="${escapeHtml(page)}">printed here</a></li>`,
  )
  return rows.length === 0 ? '' : `<h3>Printed, not here</h3>\n<ul class="not-here">${rows.join('\n')}</ul>`
}

/** What reality says of our guesses: those that it contradicts first. */
const renderEvidence = (observed: readonly Observed[]): string => {
  if (observed.length === 0) return ''
  const guesses = observed.filter(({ provenance }) => provenance !== 'documented')
  const wrong = observed.filter(({ contradicted }) => contradicted.length > 0)
  const right = guesses.filter(({ contradicted }) => contradicted.length === 0)
  const entry = ({ title, name, provenance, contradicted }: Observed): string => {
    const said = contradicted.map(
      ({ rule, expected, host, date }) =>
        `<br>${escapeHtml(rule)}: we say ${inline(expected)} <span class="quiet">(${escapeHtml(host)}, ${escapeHtml(date)})</span>`,
    )
    return `<li><code>${escapeHtml(title)}</code> ${escapeHtml(name)}${provenance ? ` <span class="${provenance}">${provenance}</span>` : ''}${said.join('')}</li>`
  }
  const list = (title: string, all: readonly Observed[]): string =>
    all.length === 0
      ? ''
      : `<details${all === wrong ? ' open' : ''}><summary>${title}: ${all.length}</summary><ul>${all.map(entry).join('')}</ul></details>`
  return `<div class="evidence"><h3>What was seen of it</h3>
${list('Contradicted', wrong)}${list('Not printed, and confirmed', right)}</div>`
}

const renderGroup = (
  { title, about, facts }: Group,
  seen: ReadonlyMap<string, Observation>,
): string => `<tbody>
<tr class="group"><th scope="rowgroup" colspan="4"><code>${escapeHtml(title)}</code> <span class="quiet">${inline(about)}</span></th></tr>
${facts.map(fact => renderFact(fact, seen.get(fact.pointer ?? ''))).join('\n')}
</tbody>`

const renderFact = (fact: Fact, observation: Observation | undefined): string => {
  const { kind, name, description, provenance, page } = fact
  const printed = page === undefined ? '' : ` <a href="${escapeHtml(page)}">printed here</a>`
  return (
    `<tr data-is="${provenance}"${observation ? ' data-seen' : ''}><td><code>${escapeHtml(name)}</code></td><td class="quiet">${kind}</td>` +
    `<td class="badge ${provenance}">${provenance}${observation ? sighting(observation) : ''}</td><td>${inline(description)}${printed}</td></tr>`
  )
}

const sighting = ({ confirmed, contradicted }: Observation): string => {
  const isWrong = contradicted.length > 0
  const where = (isWrong ? contradicted : confirmed)
    .map(({ host, date }) => escapeHtml(`${host}, ${date}`))
    .join('; ')
  return ` <span class="${isWrong ? 'contradicted' : 'observed'}">${isWrong ? 'contradicted' : 'observed'}</span> <small>${where}</small>`
}

const STYLE = `
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: 1.5rem 0 }
dd { margin: 0; max-width: 42rem }
fieldset {
  position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; margin: 2rem 0 0;
  padding: .75rem 0; border: 0; border-bottom: 1px solid var(--line); background: var(--back);
}
section { scroll-margin-top: 4rem }
legend { float: left; padding: 0; margin-right: .5rem; color: var(--quiet) }
label { cursor: pointer; white-space: nowrap }
.scroll { overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-size: .925rem }
th, td { padding: .45rem 1rem .45rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
thead th { color: var(--quiet); font-weight: 500; font-size: .85rem }
td:nth-child(1) { width: 26%; padding-left: 1rem }
td:nth-child(4) { width: 48%; padding-right: 0 }
.group th { padding: 1.6rem 0 .45rem; font-weight: 600 }
.group code { font-weight: 600; font-size: .925rem }
.badge small { display: block; font-weight: 400; color: var(--quiet); white-space: normal }
.observed { color: var(--link) }
.contradicted { color: var(--assumed); text-decoration: underline wavy; text-underline-offset: .25em }
.evidence { margin: 1rem 0 1.5rem; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--panel) }
.evidence h3 { margin: 0 0 .5rem; font-size: 1rem }
.evidence summary { cursor: pointer; padding: .2rem 0 }
.not-here li { margin: .3rem 0 }
.group .quiet { font-weight: 400; margin-left: .5rem }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; gap: 0 }
  dd { margin-bottom: .75rem }
  table { min-width: 44rem }
}
`
