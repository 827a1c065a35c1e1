import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './process.ts'

export interface CodeBlock {
  language: string
  code: string
  line: number
  /** Why it is not run: `<!-- not run: … -->` on the line before it. */
  notRun: string | undefined
}

/** The code blocks of a Markdown file of this repository, in their order. */
export function codeBlocksOf(file: string): CodeBlock[] {
  const text = readFileSync(join(root, file), 'utf8')
  const fence = /(?:^<!-- not run: (.*) -->\n)?^```(\w*)\n([\s\S]*?)^```$/gm
  return [...text.matchAll(fence)].map(([, notRun, language = '', code = ''], index, all) => ({
    language,
    code,
    line: text.slice(0, all[index]?.index).split('\n').length,
    notRun,
  }))
}
