/**
 * Every status of every operation, and a request that makes the server answer it. The map is total over the
 * contract: an operation or a status without a request does not compile.
 */
export type Requests<Operations extends Record<string, { statuses: readonly number[] }>> = {
  [Id in keyof Operations]: { [Status in Operations[Id]['statuses'][number]]: () => Promise<Response> }
}

export const json = { 'Content-Type': 'application/json' }
export const text = { 'Content-Type': 'text/plain' }
export const huge = (bytes: number) => ({ content: { content: 'x'.repeat(bytes) } })

/** The answer to the last of so many requests. */
export async function repeated(times: number, request: () => Promise<Response>): Promise<Response> {
  let response = await request()
  for (let i = 1; i < times; i++) {
    await response.arrayBuffer()
    response = await request()
  }
  return response
}

/** The workspace that the requests are made for. */
export const workspace = `
tenants:
  - id: shop
    name: Shop
    environment: test
    customTier: { perMinute: 2, burst: 1, perDay: 1000 }
    keys:
      - { api: atender, key: sa_test_custom, scopes: [conversations:read], tier: custom }
      - { api: atender, key: sa_test_all, scopes: &all [conversations:write, contacts:read, tags:read, webhooks:write] }
      - { api: atender, key: sa_test_none }
      - { api: atender, key: sa_test_off, scopes: *all, active: false }
      - { api: atender, key: sa_test_starter, scopes: *all, tier: starter }
      - { api: fernand, key: sk_all }
      - { api: fernand, key: sk_other, agent: 43 }
      - { api: fernand, key: sk_standard, tier: standard }
    channels: [{ id: 123, address: support@shop.example }]
    agents:
      - { id: 42, name: Monica, email: monica@shop.example }
      - { id: 43, name: Jared, email: jared@shop.example }
`
