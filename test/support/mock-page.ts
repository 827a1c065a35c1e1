/** A page of a frontend without a backend: the generated clients, and the mock as a service worker. */
import { setupWorker } from 'msw/browser'
import { createAtenderClient } from '../../generated/atender/client.ts'
import { createFernandClient } from '../../generated/fernand/client.ts'
import { mockHandlers } from '../../mock/browser/msw.ts'

/** What a visitor of the page would see. */
export async function visit() {
  const worker = setupWorker(...mockHandlers({ seed: 'page' }))
  await worker.start({ quiet: true })
  const baseUrl = 'https://api.example'
  const atender = createAtenderClient({ baseUrl, headers: { Authorization: 'Bearer sa_test_any' } })
  const fernand = createFernandClient({ baseUrl, headers: { 'X-API-Key': 'sk_any' } })
  const body = { externalReference: 'page-1', contact: { email: 'a@b.example' }, subject: 'From a page' }
  const created = await atender.POST('/v1/conversations/outbound', { body })
  const taken = await atender.POST('/v1/conversations/outbound', {
    body,
    headers: { Prefer: 'code=409' },
  })
  const refused = await atender.POST('/v1/conversations/outbound', { body: { ...body, subject: '' } })
  const mail = await fernand.GET('/conversations/{id}', { params: { path: { id: 7 } } })
  const stranger = await fetch(`${baseUrl}/tags`)
  return {
    created: { status: created.response.status, data: created.data },
    taken: { status: taken.response.status, error: taken.error },
    refused: { status: refused.response.status, error: refused.error },
    mail: { status: mail.response.status, data: mail.data },
    stranger: stranger.status,
  }
}
