/** What the pages ask of the server: operations of the control API, and nothing else. */
import { signal } from '@preact/signals'
import { createControlClient } from '../generated/control/client.ts'
import type { components } from '../generated/control/types.ts'
import { tenant } from './settings.ts'

export type Schemas = components['schemas']

/** Whether the server asks for its ADMIN_TOKEN first. */
export const isSignedOut = signal(false)

export const control = createControlClient({ baseUrl: location.origin })
control.use({
  onRequest({ request }) {
    request.headers.set('Control-Tenant', tenant.value)
  },
  onResponse({ response }) {
    isSignedOut.value = response.status === 401
  },
})

/** The server said no, in words for people. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * What a request was answered with.
 *
 * @throws Refused
 */
export async function ask<Data>(
  answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await answer.catch(() => {
    throw new Refused(0, 'The server does not answer.')
  })
  if (response.ok) return data as Data // a success has what the contract says
  throw new Refused(response.status, messageOf(error) ?? `The server answered ${response.status}.`)
}

function messageOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('detail' in error)) return undefined
  const { detail, errors = [] } = error as Schemas['Problem'] // problem details have it
  return [detail, ...errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))].join(
    '\n',
  )
}

/** The bytes of a file that the server has. */
export const bytes = (
  answer: Promise<{ data?: unknown; error?: unknown; response: Response }>,
): Promise<Blob> => ask(answer) as Promise<Blob> // asked for with `parseAs: 'blob'`
