/** The fidelity page: what of each contract the vendor prints, and what is our reading. */
import type { OpenApiDocument, Provenance } from '../openapi-document.ts'
import { type Observation, type Observed, observationsOf, observedOf, type Run } from './evidence.ts'
import { type Fact, type Group, groupsOf } from './facts.ts'
import { FILTER } from './fidelity-filter.ts'
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
  const body = `<h1>How much of this is known</h1>
<p>The vendors' pages say a lot about these APIs, and leave some of it open. Every operation, status and field of the
contracts states where it is known from: by itself, or by the nearest thing around it. A constraint (a length, a pattern, a
closed object) states it for itself: a vendor who prints a field seldom prints its bounds.</p>
${totals(described)}
<dl>${VALUES.map(value => `<dt class="badge ${value}">${value}</dt><dd>${MEANING[value]}</dd>`).join('')}${labels.map(label => `<dt class="badge ${label}">${label}</dt><dd>${OBSERVED}</dd>`).join('')}</dl>
<form class="filter" role="search">
<label class="search">Search <input type="search" name="text" placeholder="a field, a status, a word" autocomplete="off"></label>
<label>API <select name="api"><option value="">Both</option>${contracts.map(({ name, document }) => `<option value="${escapeHtml(name)}">${escapeHtml(document.info.title)}</option>`).join('')}</select></label>
<label>Of <select name="group"><option value="">everything</option>${described.map(choices).join('')}</select></label>
<fieldset><legend>Show</legend>${choice('', `all ${all.length}`, true)}${VALUES.map(value =>
    choice(value, `${value} ${count(all, value)}`, false),
  ).join('')}${labels.map(label => choice(label, `${label} ${observed}`, false)).join('')}</fieldset>
<output>${all.length} facts</output>
</form>
${described.map(section).join('\n')}`
  return page('How much of this is known', body, STYLE, 'fidelity.html', FILTER)
}

/** How many facts of each kind there are of each API. */
const totals = (described: readonly Described[]): string => {
  const row = ({ name, document, groups }: Described): string => {
    const facts = groups.flatMap(group => group.facts)
    const cells = VALUES.map(value => {
      const share = Math.round((count(facts, value) / facts.length) * 100)
      return `<td><span class="badge ${value}">${count(facts, value)}</span> <small>${share} %</small></td>`
    })
    return `<tr><th scope="row"><a href="#${escapeHtml(name)}">${escapeHtml(document.info.title)}</a></th>${cells.join('')}<td>${facts.length}</td></tr>`
  }
  return `<div class="scroll"><table class="totals">
<thead><tr><td></td>${VALUES.map(value => `<th scope="col">${value}</th>`).join('')}<th scope="col">all</th></tr></thead>
<tbody>${described.map(row).join('')}</tbody></table></div>`
}

/** What the page can be narrowed down to, of one API. */
const choices = ({ name, document, groups }: Described): string =>
  `<optgroup label="${escapeHtml(document.info.title)}">${groups.map(({ title }) => `<option value="${escapeHtml(`${name} ${title}`)}">${escapeHtml(title)}</option>`).join('')}</optgroup>`

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

const section = ({ name, document, groups, seen, observed }: Described): string =>
  `<section id="${escapeHtml(name)}" data-api="${escapeHtml(name)}">
<h2>${escapeHtml(document.info.title)}</h2>
<p class="quiet"><a href="./${escapeHtml(name)}.html">Reference</a></p>
${renderEvidence(observed)}
<div class="scroll"><table class="facts">
<thead><tr><th scope="col">What</th><th scope="col">Kind</th><th scope="col">Provenance</th><th scope="col">In words</th></tr></thead>
${groups.map(group => renderGroup(name, document, group, seen)).join('\n')}
</table></div>
${notHere(document)}
</section>`

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
  api: string,
  { info }: OpenApiDocument,
  { title, name, about, facts }: Group,
  seen: ReadonlyMap<string, Observation>,
): string => {
  const open = (info['x-left-open'] ?? []).filter(({ for: names }) => names.includes(name))
  const leftOpen = open.map(
    ({ page, says }) =>
      `<span class="open"><a href="${escapeHtml(page)}">The page that leaves it open</a>: ${inline(says)}</span>`,
  )
  return `<tbody data-group="${escapeHtml(`${api} ${title}`)}">
<tr class="group"><th scope="rowgroup" colspan="4"><code>${escapeHtml(title)}</code> <span class="quiet">${inline(about)}</span>${leftOpen.join('')}</th></tr>
${facts.map(fact => renderFact(fact, seen.get(fact.pointer ?? ''))).join('\n')}
</tbody>`
}

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
.filter {
  position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem;
  margin: 2rem 0 0; padding: .75rem 0; border-bottom: 1px solid var(--line); background: var(--back); font-size: .925rem;
}
.filter input[type=search], .filter select {
  font: inherit; color: inherit; max-width: 16rem; padding: .3rem .5rem; border: 1px solid var(--line); border-radius: .4rem;
  background: var(--panel);
}
.filter fieldset { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; margin: 0; padding: 0; border: 0 }
.filter output { color: var(--quiet); margin-left: auto }
section { scroll-margin-top: 8rem }
legend { float: left; padding: 0; margin-right: .5rem; color: var(--quiet) }
label { white-space: nowrap; color: var(--quiet) }
fieldset label { cursor: pointer; color: inherit }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-size: .925rem }
.facts { width: 100% }
th, td { padding: .45rem 1rem .45rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
thead th { color: var(--quiet); font-weight: 500; font-size: .85rem }
.totals { margin: 1rem 0 }
.totals th, .totals td { padding-right: 2rem; font-variant-numeric: tabular-nums }
.totals small { color: var(--quiet) }
.facts td:nth-child(1) { width: 26%; padding-left: 1rem }
.facts td:nth-child(4) { width: 48%; padding-right: 0 }
.group th { padding: 1.6rem 0 .45rem; font-weight: 600 }
.group code { font-weight: 600; font-size: .925rem }
.open { display: block; margin-top: .25rem; font-weight: 400; max-width: 46rem }
.badge small { display: block; font-weight: 400; color: var(--quiet); white-space: normal }
.observed { color: var(--link) }
.contradicted { color: var(--assumed); text-decoration: underline wavy; text-underline-offset: .25em }
.evidence { margin: 1rem 0 1.5rem; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--panel) }
.evidence h3 { margin: 0 0 .5rem; font-size: 1rem }
.evidence summary { cursor: pointer; padding: .2rem 0 }
.not-here li { margin: .3rem 0 }
.group .quiet { font-weight: 400; margin-left: .5rem }
[hidden], tbody:not(:has([data-is=assumed]:not([hidden]))) .open { display: none !important }
@media print { .filter { display: none } }
@media (max-width: 46rem) {
  dl { grid-template-columns: 1fr; gap: 0 }
  dd { margin-bottom: .75rem }
  .filter { position: static }
  .filter > label { flex: 1 1 100%; min-width: 0; display: flex; align-items: center; gap: .5rem }
  .filter select, .filter input[type=search] { flex: 1; min-width: 0; max-width: 100% }
  .totals th, .totals td { padding-right: .9rem }
  .totals small { display: none }
  .facts thead { position: absolute; clip-path: inset(50%) }
  .facts, .facts tbody, .facts th { display: block }
  .facts tr[data-is] { display: flex; flex-wrap: wrap; gap: .1rem .75rem; padding: .6rem 0; border-bottom: 1px solid var(--line) }
  .facts tr[data-is] td { padding: 0; border: 0; width: auto; overflow-wrap: anywhere }
  .facts tr[data-is] td:nth-child(4) { flex: 1 0 100% }
}
`
