/** The first page of the documentation: what is what. */
import { operationsOf } from '../openapi-document.ts'
import type { Contract } from './fidelity.ts'
import { escapeHtml, inline, page } from './html.ts'

export const renderIndex = (contracts: readonly Contract[]): string =>
  page(
    'Conversation contracts',
    `<h1>Conversation contracts</h1>
<p>OpenAPI contracts for opening helpdesk conversations by API. The reference server is an Express application that
express-openapi-validator holds against them, the mock&rsquo;s answers are Prism&rsquo;s, the clients are generated from
them.</p>
<div class="cards">${contracts.map(card).join('')}</div>
<h2>How much of this is known</h2>
<p>Not everything here is printed by the vendors. <a href="./fidelity.html">The fidelity page</a> lists every operation,
status and field as documented, described or assumed.</p>`,
    STYLE,
  )

const card = ({ name, document }: Contract): string => {
  const { title, version, summary } = document.info
  const operations = operationsOf(document, 'paths').map(
    ({ at, method, operation }) =>
      `<li><code><b>${method.toUpperCase()}</b> ${escapeHtml(at)}</code> <span class="quiet">${inline(operation.summary ?? '')}</span></li>`,
  )
  return `
<section class="card">
<h2><a href="./${escapeHtml(name)}.html">${escapeHtml(title)}</a></h2>
<p>${inline(summary ?? '')}</p>
<ul>${operations.join('')}</ul>
<p class="links"><a href="./${escapeHtml(name)}.html">Reference</a> <a href="./${escapeHtml(name)}.json">OpenAPI document</a>
<a href="./fidelity.html#${escapeHtml(name)}">Fidelity</a> <span class="quiet">version ${escapeHtml(version)}</span></p>
</section>`
}

const STYLE = `
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1.25rem; margin-top: 2rem }
.card { display: flex; flex-direction: column; padding: 1.5rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--panel) }
.card h2 { margin: 0 0 .4rem }
.card h2 a { color: inherit; text-decoration: none }
.card h2 a:hover { text-decoration: underline }
ul { list-style: none; margin: 0 0 1.25rem; padding: 0 }
li { padding: .45rem 0; border-top: 1px solid var(--line) }
li .quiet { display: block; font-size: .9rem }
.links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: auto 0 0 }
`
