/** How well a program that knows nothing but the contract can use it, as `redocly score` counts. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readManifest } from '../../scripts/manifest.ts'
import { redoclyOutput } from '../../scripts/redocly.ts'

const repository = join(import.meta.dirname, '..', '..')
const vendors = readManifest(repository).filter(({ isOurs }) => !isOurs)

type Score = {
  agentReadiness: number
  subscores: { documentationQuality: number; exampleCoverage: number }
  operationScores: Record<string, { subscores: Score['subscores'] }>
}

test.each(vendors)('$name is described, has examples, and is ready for agents', async ({ folder }) => {
  const { stdout } = await redoclyOutput(repository, ['score', `${folder}/openapi.json`, '--format', 'json'])
  const { agentReadiness, subscores, operationScores }: Score = JSON.parse(stdout)
  const lacking = Object.entries(operationScores)
    .filter(([, { subscores }]) => subscores.documentationQuality < 0.9 || subscores.exampleCoverage < 1)
    .map(([operationId]) => operationId)
  const why = `these say or show too little: ${lacking.join(', ')}`
  expect(100 * subscores.documentationQuality, why).toBeGreaterThanOrEqual(90)
  expect(100 * subscores.exampleCoverage, why).toBeGreaterThanOrEqual(97)
  expect(agentReadiness, why).toBeGreaterThanOrEqual(82)
})
