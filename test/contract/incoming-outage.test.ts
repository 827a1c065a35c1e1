import SqliteDatabase from 'better-sqlite3'
import { expect, inject, it } from 'vitest'
import { engine, freshDatabase } from '../support/database.ts'
import { startInterruptible } from '../support/interruption.ts'
import { createDatabase } from '../support/postgres.ts'
import { startTestServer } from '../support/server.ts'
import { handOver } from '../support/smtp-client.ts'
import { until } from '../support/until.ts'

/** A database that can be made to keep nothing for a while. */
const outages = {
  async sqlite() {
    const databaseUrl = await freshDatabase()
    let other: SqliteDatabase.Database | undefined
    return {
      databaseUrl,
      async begin() {
        other = new SqliteDatabase(databaseUrl.slice('sqlite:'.length))
        other.exec('BEGIN IMMEDIATE')
      },
      async end() {
        other?.exec('ROLLBACK')
        other?.close()
      },
      async remove() {},
    }
  },
  async postgres() {
    const { url, interrupt, resume, remove } = await startInterruptible(inject('postgres').url)
    const databaseUrl = await createDatabase({ url, template: 'template1' })
    return { databaseUrl, begin: interrupt, end: resume, remove }
  },
}

it('while the database keeps nothing a mail is to come again, and once it does the mail is kept', async () => {
  const outage = await outages[engine]()
  const server = await startTestServer({
    databaseUrl: outage.databaseUrl,
    smtpListen: { host: '127.0.0.1', port: 0 },
  })
  try {
    const mail = {
      to: 'support@demo.example',
      source: 'From: a@aviato.example\nMessage-ID: <a@aviato.example>\nSubject: Outage\n\nHello',
    }
    await outage.begin()
    expect(await handOver(server.smtpUrl, mail)).toMatch(/^451 4\.3\.0 /)
    await outage.end()
    const kept = async () => ((await handOver(server.smtpUrl, mail)).startsWith('250') ? true : undefined)
    await until(kept)
    await until(kept)
    const { data } = await server.fernand.GET('/conversations', { params: { query: {} } })
    expect(data?.data.map(({ subject }) => subject)).toEqual(['Outage'])
  } finally {
    await server.stop()
    await outage.remove()
  }
}, 60_000)
