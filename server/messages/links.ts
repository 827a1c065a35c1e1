import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Ids } from '../ids.ts'
import type { Store } from '../store/store.ts'

/** How long an address serves, in milliseconds. */
const LIFETIME = 3600_000

/** What can be fetched without a key, by an address that was given to somebody with one. */
type Kind = 'original' | 'attachment'

/** Makes and checks the addresses of downloads. */
export interface Links {
  /** The same for a caller who reached the server there, unless it has an address for everybody. */
  at(address: () => string): Links
  /** The address of a mail's source, of the message with this number and uuid. */
  original(uuid: string, id: number): string
  attachment(uuid: string, id: number): string
  /**
   * The number that a token was made for.
   *
   * @throws Refusal `forbidden` for a token of anything else, or one whose time is up
   */
  open(kind: Kind, uuid: string, token: string): number
}

/**
 * @param publicUrl the base for everybody, asked when it is needed: with a free port it is known only once the server
 *   listens; undefined where each caller's own is the base
 */
export function createLinks(secret: string, clock: Clock, publicUrl: (() => string) | undefined): Links {
  return linksBelow(publicUrl ?? (() => ''), publicUrl !== undefined, secret, clock)
}

function linksBelow(base: () => string, isForAll: boolean, secret: string, clock: Clock): Links {
  const sign = (kind: Kind, uuid: string, id: string, until: string) =>
    createHmac('sha256', secret).update(`${kind} ${uuid} ${id} ${until}`).digest('base64url')

  function tokenOf(kind: Kind, uuid: string, number: number): string {
    // To the full quarter of an hour, so that an address is the same for a while and can be kept by a browser.
    const step = LIFETIME / 4
    const until = (Math.ceil((clock.now() + LIFETIME) / step) * step).toString(36)
    const id = number.toString(36)
    return `${id}.${until}.${sign(kind, uuid, id, until)}`
  }

  const links: Links = {
    at: address => (isForAll ? links : linksBelow(address, true, secret, clock)),
    original: (uuid, id) =>
      `${base()}/conversations/${uuid}/original.eml?token=${tokenOf('original', uuid, id)}`,
    attachment: (uuid, id) => `${base()}/attachments/${uuid}?token=${tokenOf('attachment', uuid, id)}`,
    open(kind, uuid, token) {
      const [id = '', until = '', signature = ''] = token.split('.')
      const expected = Buffer.from(sign(kind, uuid, id, until))
      const given = Buffer.from(signature)
      const isGenuine = given.length === expected.length && timingSafeEqual(given, expected)
      if (isGenuine && Number.parseInt(until, 36) > clock.now()) return Number.parseInt(id, 36)
      throw new Refusal(
        'forbidden',
        'The token is not valid here, or no longer; read the message again for a new address.',
      )
    },
  }
  return links
}

/** The secret that the servers of one database share, for links and cursors; made by the first one. */
export async function loadSecret(store: Store, ids: Ids): Promise<string> {
  return await store.write(async ({ db }) => {
    await db
      .insertInto('secret')
      .values({ name: 'links', value: ids.secret() })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    const { value } = await db
      .selectFrom('secret')
      .select('value')
      .where('name', '=', 'links')
      .executeTakeFirstOrThrow()
    return value
  })
}
