/**
 * In the process of a server that is tortured: sets its clock, and kills it, with SIGKILL, at a chosen point. What is
 * wanted stands in the file TORTURE_ORDERS, which is read at the start and at SIGUSR2. JavaScript, so that nothing is
 * loaded to strip types.
 */
import { subscribe } from 'node:diagnostics_channel'
import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** @type {import('./orders.ts').Orders} */
let orders
/** How often the point of the order was passed. */
let passed = 0
/** @type {Set<import('better-sqlite3').Database>} */
const connections = new Set()

function read() {
  orders = JSON.parse(readFileSync(process.env.TORTURE_ORDERS ?? '', 'utf8'))
  passed = 0
  for (const connection of connections) connection.pragma(`query_only = ${orders.isReadOnly ? 'ON' : 'OFF'}`)
}

/** @param {import('./orders.ts').Point} point is where the process is now */
function at(point) {
  if (orders.kill?.at !== point || passed++ < orders.kill.after) return
  process.kill(process.pid, 'SIGKILL')
}

/** Everything else of a start comes behind the migration; without a kill in it, here is one. */
function migrated() {
  if (orders.kill?.at === 'in a migration') process.kill(process.pid, 'SIGKILL')
}

async function watchSqlite() {
  const { prototype } = (await import('better-sqlite3')).default
  /** @type {(text: string) => any} as a method of a database */
  const prepare = prototype.prepare
  /**
   * @this {import('better-sqlite3').Database}
   * @param {string} text
   * @returns {any}
   */
  prototype.prepare = function (text) {
    const prepared = prepare.call(this, text)
    connections.add(this)
    // What groups commits prepares its own.
    if (/^begin immediate$/i.test(text)) migrated()
    at('in a migration')
    if (!/^commit$/i.test(text)) return prepared
    const { run } = prepared
    prepared.run = () => {
      at('before COMMIT')
      const result = run.call(prepared)
      at('after COMMIT')
      return result
    }
    return prepared
  }
}

async function watchPostgres() {
  const { prototype } = (await import('pg')).default.Client
  const { query } = prototype
  let hasBegun = false
  /** @param {any[]} given as pg's types have it: a text or an object, and a callback or none */
  prototype.query = function (...given) {
    const text = typeof given[0] === 'string' ? given[0] : String(given[0]?.text)
    const isCommit = /^commit$/i.test(text)
    if (hasBegun) at('in a migration')
    hasBegun ||= /^begin/i.test(text)
    if (isCommit) at('before COMMIT')
    const answer = /** @type {any} */ (query).apply(this, given)
    if (!isCommit) return answer
    at('with a COMMIT under way')
    return answer?.then?.((/** @type {unknown} */ result) => {
      at('after COMMIT')
      migrated()
      return result
    })
  }
}

read()
const { now } = Date
Date.now = () => now() + orders.ahead
if (isMainThread) {
  process.on('SIGUSR2', read)
  // The one thing that a server asks for by HTTP.
  subscribe('http.client.response.finish', () => at('after the answer of a webhook'))
  await (process.env.DATABASE_URL?.startsWith('sqlite:') ? watchSqlite() : watchPostgres())
}
