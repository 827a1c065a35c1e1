/** What Spectral, which many teams have in their pipelines, says of each contract with its ruleset for OpenAPI. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import spectral, { type RulesetDefinition } from '@stoplight/spectral-core'
import rulesets from '@stoplight/spectral-rulesets'
import { expect, test } from 'vitest'
import { readManifest } from '../../scripts/manifest.ts'

const repository = join(import.meta.dirname, '..', '..')

/** Its own declaration leaves out what the type asks for. */
const oas = rulesets.oas as RulesetDefinition

/** A summary says all of some operations of the control plane. */
const off = { control: { 'operation-description': 'off' as const } }

test.each(readManifest(repository))('$name has no error and no warning', async ({ name, folder }) => {
  const linter = new spectral.Spectral()
  linter.setRuleset({ extends: [oas], rules: { ...off[name as keyof typeof off] } })
  const document = JSON.parse(readFileSync(join(repository, folder, 'openapi.json'), 'utf8'))
  const found = await linter.run(document)
  expect(found.map(({ code, path, message }) => `${code}: ${path.join('/')}: ${message}`)).toEqual([])
})
