/** The steps of a workflow of `openapi/workflows/`, as a list that leads to the references. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { escapeHtml, inline } from './html.ts'

interface Workflow {
  sourceDescriptions: { name: string; url: string }[]
  workflows: { steps: Step[] }[]
}

interface Step {
  description: string
  operationId?: string
  'x-operation'?: { method: string }
}

/**
 * @param path of the Arazzo file
 * @param up the way from the page to the top of the site, such as `../`
 */
export const renderSteps = (path: string, up: string): string => {
  const { sourceDescriptions, workflows } = parse(readFileSync(path, 'utf8')) as Workflow
  const only = sourceDescriptions[0]?.name ?? ''
  const steps = workflows.flatMap(({ steps }) => steps)
  const items = steps.map(({ description, operationId }) => {
    const [, api = only, operation = operationId] =
      /^\$sourceDescriptions\.(\w+)\.(\w+)$/.exec(operationId ?? '') ?? []
    const link = `<a class="operation" href="${up}${api}.html#operation/${operation}"><code>${escapeHtml(operation ?? '')}</code></a>`
    return `<li>${inline(description)}${operation === undefined ? '' : link}</li>`
  })
  return `<ol class="steps">${items.join('\n')}</ol>\n`
}

/** The same file where the site has it, with the contracts that stand beside it there. */
export const publishedWorkflow = (text: string): string =>
  text.replaceAll(/\.\.\/\.\.\/generated\/(\w+)\/openapi\.json/g, '../$1.json')
