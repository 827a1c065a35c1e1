/** The first page of the documentation: what this is, the three ways in, and what there is to read. */
import type { Contract } from './fidelity.ts'
import { escapeHtml, inline, page } from './html.ts'
import type { TextPage } from './site.ts'

/** Whom this is for, with the first command of each; the first one runs what the last one asks. */
const doors = [
  {
    name: 'Integrate',
    about:
      'A server that does what the contracts say: conversations are kept, mail leaves, webhooks are signed.',
    command: 'npx conversation-contracts serve',
    next: 'It prints a request of each API to paste. From an empty folder to an agent’s answer: <a href="guides/agent-reply.html">the guide</a>.',
  },
  {
    name: 'Develop a frontend',
    about: 'Answers of both APIs on one port, before there is a backend; nothing is kept.',
    command: 'npx conversation-contracts mock',
    next: 'Ask for any other answer with <code>Prefer: code=503</code>, for a fault with <code>Prefer: fault=cut-body</code>: <a href="manual/mock.html">the mock</a>.',
  },
  {
    name: 'Test in CI',
    about: 'Hold any server against the contract: yours, ours, the vendor’s.',
    command:
      'npx conversation-contracts \\\n  verify --api atender \\\n  --base-url http://127.0.0.1:3000 \\\n  --key sa_test_demo_full',
    next: 'As a job, and within your tests: <a href="guides/ci.html">the guide</a>. Time, faults and the other side: <a href="./control.html">control</a>.',
  },
]

/**
 * @param contracts those of vendors have a place on the fidelity page
 * @param texts the guides and the manual
 */
export const renderIndex = (
  contracts: readonly (Contract & { isOurs: boolean })[],
  texts: readonly TextPage[],
): string =>
  page(
    'Conversation contracts',
    `<h1>Conversation contracts</h1>
<p>OpenAPI 3.1 contracts of two helpdesk APIs that open conversations from outside. From them come the types, the clients,
this documentation, a mock, a reference server, and tests for anybody&rsquo;s server.</p>
<div class="cards">${doors.map(door).join('')}</div>
<h2 id="install">Install</h2>
<p>It needs Node.js 24.18 or newer and compiles nothing.</p>
<div class="code"><pre tabindex="0"><code>npm install conversation-contracts</code></pre></div>
<p>Before there is a release, run <code>npm ci &amp;&amp; npm pack</code> in a checkout, and install the tarball that it writes, by
its path, in your project.</p>
<h2>Guides</h2>
<p>One task each, with commands to paste and a program to take along.</p>
${listOf(texts, 'guides/')}
<h2>References</h2>
<div class="cards">${contracts.map(card).join('')}</div>
<h2>How much of this is known</h2>
<p>Not everything here is printed by the vendors. <a href="./fidelity.html">The fidelity page</a> lists every operation,
status and field as documented, described or assumed.</p>
<h2>Manual</h2>
${listOf(texts, 'manual/')}`,
    STYLE,
    'index.html',
  )

/** All pages of a section but its own list. */
const listOf = (texts: readonly TextPage[], section: string): string => {
  const pages = texts.filter(({ file }) => file.startsWith(section) && !file.endsWith('/index.html'))
  const items = pages.map(({ file, title }) => `<li><a href="${file}">${escapeHtml(title)}</a></li>`)
  return `<ul class="texts">${items.join('')}</ul>`
}

const door = ({ name, about, command, next }: (typeof doors)[number]): string => `
<section class="card door">
<h2>${escapeHtml(name)}</h2>
<p>${escapeHtml(about)}</p>
<div class="code"><pre tabindex="0"><code>${escapeHtml(command)}</code></pre></div>
<p class="quiet">${next}</p>
</section>`

const card = ({ name, document, isOurs }: Contract & { isOurs: boolean }): string => {
  const { title, version, summary } = document.info
  const fidelity = isOurs ? '' : `<a href="./fidelity.html#${escapeHtml(name)}">Fidelity</a>`
  return `
<section class="card">
<h3><a href="./${escapeHtml(name)}.html">${escapeHtml(title)}</a></h3>
<p>${inline(summary ?? '')}</p>
<p class="links"><a href="./${escapeHtml(name)}.html">Reference</a> <a href="./${escapeHtml(name)}.json">OpenAPI document</a>
${fidelity} <span class="quiet">version ${escapeHtml(version)}</span></p>
</section>`
}

const STYLE = `
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1.25rem; margin-top: 1.5rem }
.card { display: flex; flex-direction: column; padding: 1.25rem 1.5rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--panel) }
.card h2, .card h3 { margin: 0 0 .4rem; font-size: 1.15rem }
.card h3 a { color: inherit; text-decoration: none }
.card h3 a:hover { text-decoration: underline }
.card p:last-child { margin: auto 0 0 }
.door .code { background: var(--back) }
.door .code { grid-template-columns: minmax(0, 1fr) }
.door .code button { justify-self: end; margin: 0 .5rem .5rem }
.door .code code { font-size: .8rem }
.links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem }
.texts { columns: 18rem; column-gap: 1.25rem; margin: 0; padding: 0; list-style: none }
.texts li { padding: .2rem 0; break-inside: avoid }
@media print { .card { break-inside: avoid } }
`
