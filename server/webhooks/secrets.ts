import type { Context } from '../context.ts'

/** The secrets of the webhooks of a tenant whose URL has this path. */
export async function secretsOf({ store }: Context, tenantId: string, path: string): Promise<string[]> {
  const rows = await store.read(db =>
    db
      .selectFrom('webhook_subscription')
      .select(['url', 'secret', 'previous_secret'])
      .where('tenant_id', '=', tenantId)
      .where('secret', '<>', '')
      .execute(),
  )
  return rows
    .filter(({ url }) => URL.parse(url)?.pathname === path)
    .flatMap(({ secret, previous_secret }) => [
      secret,
      ...(previous_secret === null ? [] : [previous_secret]),
    ])
}
