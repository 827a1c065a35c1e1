/** The looks of the pages that are made here, in a light and a dark scheme, and on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1d2430, #e4e7ec);
  --quiet: light-dark(#5b6472, #9aa4b2);
  --line: light-dark(#dde1e7, #2e3540);
  --back: light-dark(#fff, #14171c);
  --panel: light-dark(#f6f7f9, #1b1f26);
  --link: light-dark(#1f5fbf, #82b1ff);
  --documented: light-dark(#17734a, #5fcf9b);
  --described: light-dark(#8a5a00, #e0b152);
  --assumed: light-dark(#a33a2c, #f08d7e);
}
* { box-sizing: border-box }
body {
  margin: 0 auto; max-width: 69rem; padding: 0 1.5rem 6rem;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  color: var(--text); background: var(--back); overflow-wrap: break-word;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .6rem; letter-spacing: -.015em }
h2 { font-size: 1.3rem; margin: 3rem 0 .5rem }
h3 { font-size: 1.05rem; margin: 2rem 0 .4rem }
p { margin: 0 0 1rem; max-width: 46rem }
a { color: var(--link); text-underline-offset: .15em }
code { font: .875em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
.quiet { color: var(--quiet) }
.badge { font-weight: 600; white-space: nowrap }
.documented { color: var(--documented) }
.described { color: var(--described) }
.assumed { color: var(--assumed) }
.site { display: flex; flex-wrap: wrap; align-items: baseline; gap: .35rem 2rem; padding: 1.1rem 0 .9rem; margin-bottom: 2.5rem; border-bottom: 1px solid var(--line) }
.site a { color: var(--quiet); text-decoration: none }
.site a:hover, .site [aria-current] { color: var(--text) }
.site a:hover { text-decoration: underline }
.site .brand { color: var(--text); font-weight: 650; letter-spacing: -.01em }
.site ul { display: flex; flex-wrap: wrap; gap: .35rem 1.35rem; margin: 0; padding: 0; list-style: none; font-size: .95rem; color: var(--quiet) }
.site [aria-current] { font-weight: 600 }
.code { display: grid; grid-template-columns: minmax(0, 1fr) auto; margin: 0 0 1.1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--panel) }
.code pre { margin: 0; padding: .8rem 1.1rem; overflow-x: auto; line-height: 1.5 }
.code pre code { font-size: .84rem; line-height: inherit }
.code.answer { border-style: dashed; background: none }
.code button {
  align-self: start; margin: .5rem .5rem 0 0; padding: .15rem .5rem; border: 1px solid var(--line); border-radius: .35rem;
  font: inherit; font-size: .78rem; color: var(--quiet); background: var(--back); cursor: pointer;
}
.code button:hover, .code button:focus-visible { color: var(--text) }
@media print {
  :root { color-scheme: light }
  body { max-width: none; padding: 0; font-size: 10.5pt }
  .site nav, .pages, .neighbours, .anchor, .code button { display: none !important }
  pre { white-space: pre-wrap !important; overflow: visible !important }
  .scroll, .diagram { overflow: visible !important }
  h2, h3 { break-after: avoid }
  pre, tr, img, .diagram { break-inside: avoid }
}
`

/** Of pages that were Markdown: a list of all of them beside the text. */
export const TEXT_STYLE = `
.with-pages { display: grid; grid-template-columns: minmax(0, 1fr); gap: 3rem }
@media (min-width: 64rem) {
  .with-pages { grid-template-columns: 13rem minmax(0, 1fr) }
  .pages { grid-column: 1; grid-row: 1; position: sticky; top: 1.5rem; align-self: start; border: 0 !important; padding: 0 !important }
  article { grid-column: 2; grid-row: 1 }
}
article { max-width: 50rem; min-width: 0 }
article p, article ul, article ol { max-width: 46rem }
article img { display: block; max-width: 100%; height: auto; margin: 1.5rem 0; border: 1px solid var(--line); border-radius: .5rem }
article li { margin: .3rem 0 }
article ul, article ol { padding-left: 1.4rem; margin: 0 0 1rem }
.pages { padding-top: 1.5rem; border-top: 1px solid var(--line); font-size: .925rem }
.pages h2 { margin: 0 0 .5rem; font-size: .85rem; font-weight: 500; color: var(--quiet) }
.pages ul { margin: 0; padding: 0; list-style: none }
.pages a { display: block; padding: .22rem 0; color: var(--quiet); text-decoration: none }
.pages a:hover { text-decoration: underline }
.pages [aria-current] { color: var(--text); font-weight: 600 }
.anchor { margin-left: .3rem; font-weight: 400; color: var(--quiet); text-decoration: none; opacity: 0 }
:is(h2, h3):hover .anchor, .anchor:focus-visible { opacity: 1 }
:not(pre) > code { padding: .08em .3em; border-radius: .25rem; background: var(--panel) }
.scroll { overflow-x: auto; margin: 0 0 1.25rem }
table { border-collapse: collapse; font-size: .925rem; min-width: min(100%, 34rem) }
th, td { padding: .5rem 1.25rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
thead th { color: var(--quiet); font-weight: 500; font-size: .85rem }
thead:not(:has(th:not(:empty))) { display: none }
td:first-child { min-width: 8rem }
td { min-width: 10rem; overflow-wrap: break-word }
.diagram { overflow-x: auto; margin: 1.25rem 0 1.75rem }
.diagram svg { display: block }
.sequence text { font: 13px system-ui, sans-serif; fill: var(--text) }
.sequence .label { paint-order: stroke; stroke: var(--back); stroke-width: 5px; stroke-linejoin: round }
.sequence .name { font-weight: 600 }
.sequence .life { stroke: var(--line) }
.sequence .head, .sequence .note { fill: var(--panel); stroke: var(--line) }
.sequence .line { stroke: var(--quiet); fill: none; stroke-width: 1.25 }
.sequence .dashed { stroke-dasharray: 5 4 }
.sequence .tip { fill: var(--quiet) }
.sequence .lost { stroke: var(--assumed); fill: none; stroke-width: 1.5 }
.flow {
  --_text: var(--text); --_text-sec: var(--quiet); --_text-muted: var(--quiet); --_text-faint: var(--quiet); --_line: var(--quiet);
  --_arrow: var(--quiet); --_node-fill: var(--panel); --_node-stroke: var(--line); --_group-fill: var(--back); --_group-hdr: var(--panel);
  --_inner-stroke: var(--line); --_key-badge: var(--panel); --bg: var(--back); --fg: var(--text);
}
.flow text { font-family: system-ui, sans-serif }
.steps { counter-reset: step; list-style: none; padding: 0 !important; max-width: none !important }
.steps li { counter-increment: step; position: relative; margin: 0 0 .9rem; padding-left: 2.4rem }
.steps li::before {
  content: counter(step); position: absolute; left: 0; top: .1rem; width: 1.6rem; height: 1.6rem; border: 1px solid var(--line);
  border-radius: 50%; font-size: .8rem; line-height: 1.5rem; text-align: center; color: var(--quiet);
}
.steps .operation { display: block; font-size: .9rem }
.steps .operation code { padding: 0; background: none }
details.file { margin: 0 0 1.5rem }
details.file summary { cursor: pointer; margin-bottom: .6rem }
.neighbours { display: flex; justify-content: space-between; gap: 1rem; margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line) }
.neighbours :last-child { margin-left: auto; text-align: right }
`
