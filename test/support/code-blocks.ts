import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './process.ts'

export interface CodeBlock {
  /** The Markdown file, relative to the repository. */
  file: string
  /** Empty where the fence names none. */
  language: string
  code: string
  line: number
}

/** The code blocks of a Markdown file of this repository, in their order. */
export function codeBlocksOf(file: string): CodeBlock[] {
  const text = readFileSync(join(root, file), 'utf8')
  const fence = /^```(\w*)\n([\s\S]*?)^```$/gm
  return [...text.matchAll(fence)].map(({ 1: language = '', 2: code = '', index }) => ({
    file,
    language,
    code,
    line: text.slice(0, index).split('\n').length,
  }))
}
