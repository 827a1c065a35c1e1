/** The tenant of the workspace on a database that others may work on, too. */
import { expect, it, onTestFinished } from 'vitest'
import { copyOf } from '../../support/control.ts'
import { freshDatabase } from '../../support/database.ts'
import { startServerProcess } from '../../support/process.ts'
import { mail, startTestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

it('its clock is nobody’s to set while another server works on the same database', async () => {
  const databaseUrl = await freshDatabase()
  await using one = await startTestServer({ control: true, databaseUrl })
  const { control, fernand, advance } = copyOf(one, 'demo')
  await control.PUT('/_control/clock', { body: { frozen: true } })
  await fernand.POST('/conversations/compose', { body: { ...mail, delay: 60 } })
  const set = () => control.PUT('/_control/clock', { body: { frozen: true } })
  {
    await using _ = await startTestServer({ control: true, databaseUrl })
    const refused = await until(async () => {
      const { error } = await set()
      return error
    })
    expect(refused).toMatchObject({
      status: 409,
      title: 'invalid_state',
      detail: expect.stringContaining('Another server works'),
    })
    await expect(advance({ hours: 1 })).rejects.toThrow('Another server works')
  }
  expect((await set()).response.status).toBe(200)
  await advance({ hours: 1 })
  expect((await control.GET('/_control/mailbox')).data?.data).toHaveLength(1)
})

it('is killed in another time: whoever comes then, and however many, does what is due', async () => {
  const databaseUrl = await freshDatabase()
  const first = await startServerProcess({ DATABASE_URL: databaseUrl })
  onTestFinished(async () => void (await first.kill('SIGKILL')))
  const { control, fernand } = copyOf(first, 'demo')
  await control.PUT('/_control/clock', { body: { frozen: true } })
  await fernand.POST('/conversations/compose', { body: { ...mail, delay: 3 } })
  await first.kill('SIGKILL')
  await using one = await startTestServer({ control: true, databaseUrl })
  await using other = await startTestServer({ control: true, databaseUrl })
  const mailsOf = async (server: typeof one) =>
    (await copyOf(server, 'demo').control.GET('/_control/mailbox')).data?.data ?? []
  const came = async () => (await Promise.all([one, other].map(mailsOf))).flat()
  await until(async () => (await came()).length > 0 || undefined, 40_000)
  expect(await came()).toHaveLength(1)
})

it('its state is not kept, and the refusal says whose is', async () => {
  await using server = await startTestServer({ control: true })
  const { control } = copyOf(server, 'demo')
  const { error } = await control.POST('/_control/snapshots')
  expect(error).toMatchObject({
    status: 409,
    title: 'invalid_state',
    detail: expect.stringContaining('A copy'),
  })
  expect((await control.POST('/_control/reset')).response.status).toBe(409)
})
