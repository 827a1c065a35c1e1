/** A diagram of Mermaid as SVG that takes the colours of the page it stands in. */
import { renderMermaidSVG } from 'beautiful-mermaid'
import { escapeHtml } from './html.ts'
import { renderSequence } from './sequence.ts'

/** @throws Error when it cannot be read */
export const renderDiagram = (source: string): string =>
  source.trimStart().startsWith('sequenceDiagram') ? renderSequence(source) : renderFlow(source)

/** The tool brings a style of its own, which names a font of another host; that of the page is in its place. */
const renderFlow = (source: string): string => {
  const title = /accTitle: *(.+)/.exec(source)?.[1] ?? 'How the parts hang together'
  return renderMermaidSVG(source.replace(/^ *accTitle:.*\n/m, ''), { transparent: true })
    .replace(/<style>.*?<\/style>/s, `<title>${escapeHtml(title)}</title>`)
    .replace(/<svg ([^>]*?) style="[^"]*"/, '<svg class="flow" role="img" $1')
}
