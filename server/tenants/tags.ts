import type { Context } from '../context.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Db, Tx } from '../store/store.ts'
import type { TagTable } from '../store/tables/workspace.ts'

/** A tag with how many conversations carry it. */
export interface StoredTag extends Pick<TagTable, 'id' | 'slug' | 'name' | 'color'> {
  conversations: number
}

const withCounts = (db: Db, tenantId: string) =>
  db
    .selectFrom('tag')
    .select(['id', 'slug', 'name', 'color'])
    .select(tag =>
      tag
        .selectFrom('conversation_tag')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('conversation_tag.tag_id', '=', 'tag.id')
        .whereRef('conversation_tag.tenant_id', '=', 'tag.tenant_id')
        .as('conversations'),
    )
    .where('tenant_id', '=', tenantId)

const toTag = ({
  conversations,
  ...tag
}: Omit<StoredTag, 'conversations'> & { conversations: number | null }) => ({
  ...tag,
  conversations: Number(conversations),
})

/** The tenant's tags, by name. */
export const listTags = ({ store }: Context, tenantId: string): Promise<StoredTag[]> =>
  store.read(async db => (await withCounts(db, tenantId).orderBy('name').orderBy('id').execute()).map(toTag))

/** The tenant's tag, as it stands in the transaction. */
export const tagOf = async (db: Db, tenantId: string, id: number): Promise<StoredTag> =>
  toTag(await withCounts(db, tenantId).where('id', '=', id).executeTakeFirstOrThrow())

/** The id of the tenant's tag with that name or slug, whatever the case of its letters. */
export async function findTagId(db: Db, tenantId: string, said: string): Promise<number | undefined> {
  const wanted = said.toLowerCase()
  const tags = await db
    .selectFrom('tag')
    .select(['id', 'slug', 'name'])
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute()
  return tags.find(({ slug, name }) => slug === wanted || name.toLowerCase() === wanted)?.id
}

/**
 * Makes a tag of the tenant; one with that name or slug stays as it is.
 *
 * @param color `#BEC2C8`; null for that one
 * @returns its id, and whether it was made
 */
export async function createTagIn(
  { db, announce }: Pick<Tx, 'db' | 'announce'>,
  tenantId: string,
  name: string,
  color: string | null = null,
): Promise<{ id: number; isNew: boolean }> {
  // An update takes the row on either engine: two that make the same tag come one after the other.
  await db
    .updateTable('tenant')
    .set(tenant => ({ name: tenant.ref('name') }))
    .where('id', '=', tenantId)
    .execute()
  const made = await findTagId(db, tenantId, name)
  if (made !== undefined) return { id: made, isNew: false }
  const tags = await db.selectFrom('tag').select(['id', 'slug']).where('tenant_id', '=', tenantId).execute()
  const id = Math.max(0, ...tags.map(tag => tag.id)) + 1
  const slug = slugOf(name)
  const isFree = slug !== '' && !tags.some(tag => tag.slug === slug)
  await db
    .insertInto('tag')
    .values({
      tenant_id: tenantId,
      id,
      slug: isFree ? slug : `${slug || 'tag'}-${id}`,
      name,
      type: 'topic',
      parent: null,
      color,
    })
    .execute()
  await announce()
  return { id, isNew: true }
}

/** @throws Refusal `validation_failed` for the name of another tag */
export const createTag = (
  { store }: Context,
  tenantId: string,
  name: string,
  color: string | null,
): Promise<StoredTag> =>
  store.write(async tx => {
    const { id, isNew } = await createTagIn(tx, tenantId, name, color)
    if (!isNew) {
      throw Refusal.invalid([
        { path: '/name', code: 'unique', message: 'name is the name or the slug of another tag' },
      ])
    }
    return await tagOf(tx.db, tenantId, id)
  })

/** `Important customer!` becomes `important-customer`. */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
