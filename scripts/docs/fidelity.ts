/** The fidelity page: what of each contract the vendor prints, and what is our reading. */
import type { OpenApiDocument, Provenance } from '../openapi-document.ts'
import { type Fact, type Group, groupsOf } from './facts.ts'
import { escapeHtml, inline, page } from './html.ts'

const MEANING: Record<Provenance, string> = {
  documented: 'A page of the vendor prints it: the path, the field, the value, the status. Build on it.',
  described: 'A page of the vendor says that it exists or happens, without printing its path, verb or shape.',
  assumed: 'Our reading of what the pages leave open. Check it against the real API before you rely on it.',
}

const VALUES = Object.keys(MEANING) as Provenance[] // Object.keys forgets the key type

/** The document has provenance spread over it. */
export type Contract = { readonly name: string; readonly document: OpenApiDocument }

export const renderFidelity = (contracts: readonly Contract[]): string => {
  const described = contracts.map(contract => ({ ...contract, groups: groupsOf(contract.document) }))
  const all = described.flatMap(({ groups }) => groups.flatMap(group => group.facts))
  const body = `<p><a href="./index.html">Documentation</a></p>
<h1>How much of this is known</h1>
<p>The vendors' pages say a lot about these APIs, and leave some of it open. Every operation, status and field of the
contracts states where it is known from: by itself, or by the nearest thing around it. A constraint (a length, a pattern, a
closed object) states it for itself: a vendor who prints a field seldom prints its bounds.</p>
<dl>${VALUES.map(value => `<dt class="badge ${value}">${value}</dt><dd>${MEANING[value]}</dd>`).join('')}</dl>
<fieldset><legend>Show</legend>${choice('all', `all ${all.length}`, true)}${VALUES.map(value =>
    choice(value, `${value} ${count(all, value)}`, false),
  ).join('')}</fieldset>
${described.map(({ name, document, groups }) => section(name, document, groups)).join('\n')}`
  return page('How much of this is known', body, STYLE + VALUES.map(filterRule).join(''))
}

const choice = (value: string, label: string, checked: boolean): string =>
  `<label><input type="radio" name="show" value="${value}"${checked ? ' checked' : ''}> ${label}</label>`

const count = (facts: readonly Fact[], value: Provenance): number =>
  facts.filter(fact => fact.provenance === value).length

/** Rows of another provenance go, and with them the groups that have no other row. */
const filterRule = (value: Provenance): string => `
body:has([value=${value}]:checked) :is(tr[data-is]:not([data-is=${value}]), tbody:not(:has([data-is=${value}]))) { display: none }`

const section = (name: string, document: OpenApiDocument, groups: readonly Group[]): string => {
  const facts = groups.flatMap(group => group.facts)
  const sums = VALUES.map(value => `<span class="${value}">${count(facts, value)} ${value}</span>`).join(', ')
  return `<section id="${escapeHtml(name)}">
<h2>${escapeHtml(document.info.title)}</h2>
<p class="quiet">${facts.length} facts: ${sums}. <a href="./${escapeHtml(name)}.html">Reference</a></p>
<div class="scroll"><table>
<thead><tr><th scope="col">What</th><th scope="col">Kind</th><th scope="col">Provenance</th><th scope="col">In words</th></tr></thead>
${groups.map(renderGroup).join('\n')}
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

const renderGroup = ({ title, about, facts }: Group): string => `<tbody>
<tr class="group"><th scope="rowgroup" colspan="4"><code>${escapeHtml(title)}</code> <span class="quiet">${inline(about)}</span></th></tr>
${facts.map(renderFact).join('\n')}
</tbody>`

const renderFact = ({ kind, name, description, provenance, page }: Fact): string =>
  `<tr data-is="${provenance}"><td><code>${escapeHtml(name)}</code></td><td class="quiet">${kind}</td>` +
  `<td class="badge ${provenance}">${provenance}</td><td>${inline(description)}${page === undefined ? '' : ` <a href="${escapeHtml(page)}">printed here</a>`}</td></tr>`

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
.not-here li { margin: .3rem 0 }
.group .quiet { font-weight: 400; margin-left: .5rem }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; gap: 0 }
  dd { margin-bottom: .75rem }
  table { min-width: 44rem }
}
`
