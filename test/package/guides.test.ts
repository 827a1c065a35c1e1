/** Every command of every guide does what the page says, pasted block by block into a folder with the package alone. */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type CodeBlock, codeBlocksOf } from '../support/code-blocks.ts'
import { freePort } from '../support/free-port.ts'
import { installedPackage } from '../support/installed.ts'
import { asAdmin } from '../support/postgres.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { root, temporaryFolder } from '../support/process.ts'
import { type Shell, startShell } from '../support/shell.ts'
import { openTerminal } from '../support/terminal.ts'

const { project } = await installedPackage()
const guides = readdirSync(join(root, 'docs/guides'))
  .filter(file => file.endsWith('.md'))
  .map(file => basename(file, '.md'))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const blocksOf = (guide: string) => codeBlocksOf(`docs/guides/${guide}.md`)
const INSTALL = 'npm install conversation-contracts\n'
const isStart = ({ code }: CodeBlock) => code.startsWith(INSTALL)

/** The ports of the guides, each with one that is free here. */
const ports = new Map<string, number>()
const at = (port: string) => `http://127.0.0.1:${ports.get(port)}`
const here = (code: string) =>
  code.replaceAll(/(?<=127\.0\.0\.1:)\d{4}\b/g, port => String(ports.get(port) ?? port))

/** A folder with what `npm install` leaves there. */
const folderOf = (name: string): string => {
  const folder = join(temporaryFolder(), name)
  mkdirSync(folder)
  cpSync(join(project, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** What the first block of the guides starts; the others talk to it. */
let server: Shell

beforeAll(async () => {
  for (const port of ['3000', '3001', '3002', '4010', '8080']) ports.set(port, await freePort())
  const start = blocksOf('agent-reply').find(isStart)?.code ?? ''
  // It was installed once for all tests of the package: test/support/package.ts.
  server = startShell(start.slice(INSTALL.length), folderOf('server'), {
    PORT: String(ports.get('3000')),
    MOCK_PORT: String(ports.get('4010')),
    DATABASE_URL: 'sqlite::memory:',
    LOG_LEVEL: 'warn',
  })
  await server.printed(/curl/)
})
afterAll(() => server.stop())

/** What differs each time, or with each rule of a contract: how much was asked, and how long that took. */
const steady = (text: string) =>
  text
    .replaceAll('\r', '')
    .replace(/\d+ requests in [\d.]+ s/, 'so many requests')
    .replace(/\d+ (kept|not run)/g, 'so many $1')
    .trim()
const alike = (block: CodeBlock, printed: string) => {
  if (block.language !== 'json') return [steady(block.code), steady(printed)]
  try {
    return [JSON.parse(block.code), JSON.parse(printed)]
  } catch {
    return [block.code, printed]
  }
}
const same = ([expected, printed]: unknown[]) => JSON.stringify(expected) === JSON.stringify(printed)

/** A PostgreSQL with the role and the database that the guide names. */
const startDatabase = async (): Promise<string> => {
  const postgres = await startPostgres()
  onTestFinished(() => postgres.remove())
  await asAdmin(postgres.url, `create role "user" login password 'password'`)
  await asAdmin(postgres.url, 'create database conversations owner "user"')
  return new URL(postgres.url).host
}

it.each(guides)('%s: each command does what the page says', async guide => {
  const blocks = blocksOf(guide).filter(block => block.language !== 'mermaid' && !isStart(block))
  const host = guide === 'postgres' ? await startDatabase() : ''
  const terminal = openTerminal(folderOf(guide), {
    // What programs go by whose addresses are others here.
    ...{ SERVER: at('3000'), ATENDER_URL: at('4010'), PORT: String(ports.get('8080')) },
    ...{ ONE: String(ports.get('3001')), TWO: String(ports.get('3002')) },
  })
  onTestFinished(() => terminal.close())
  for (const block of blocks) {
    if (block.language === 'sh') await terminal.paste(here(block.code).replace('db.example', host))
    else {
      const printed = await terminal.printed(output => same(alike(block, output)))
      const [expected, told] = alike(block, printed)
      expect(told, `${block.file}:${block.line}`).toEqual(expected)
    }
  }
  expect(await terminal.printed(() => true), 'nothing else is printed').toBe('')
})

it('has a diagram, a program and what it prints in each guide, and one way to begin', () => {
  expect(
    new Set(
      guides
        .flatMap(blocksOf)
        .filter(isStart)
        .map(({ code }) => code),
    ).size,
  ).toBe(1)
  for (const guide of guides.filter(name => name !== 'README')) {
    const languages = blocksOf(guide).map(({ language }) => language)
    expect([guide, ...languages]).toEqual(expect.arrayContaining(['mermaid', 'sh', 'text']))
    const programs = [...read(`docs/guides/${guide}.md`).matchAll(/\]\(\.\.\/\.\.\/(examples\/[^)]+)\)/g)]
    expect(programs.length).toBeGreaterThan(0)
    // To be read at a glance.
    for (const [, file = ''] of programs)
      expect([file, read(file).split('\n').length < 42]).toEqual([file, true])
  }
})
