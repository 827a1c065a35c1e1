import controlDocument from '../../../generated/control/openapi.json' with { type: 'json' }
import type { components } from '../../../generated/control/types.ts'
import { requireOriginal } from '../../messages/download.ts'
import { whatItSays } from '../mailbox.ts'
import type { World } from '../world.ts'
import { requireMessage } from './find.ts'

type InlinePart = components['schemas']['InlinePart']

/** No SVG among them, which can hold scripts. */
const TYPES: readonly string[] = controlDocument.components.schemas.InlinePart.properties.type.enum

const isPicture = (type: string): type is InlinePart['type'] => TYPES.includes(type)

/**
 * The pictures that the HTML of a mail names.
 *
 * @throws Refusal `not_found`
 */
export async function inlineParts(world: World, named: string): Promise<InlinePart[]> {
  const { id, html } = await requireMessage(world, named)
  if (!html?.includes('cid:')) return []
  const { attachments } = await whatItSays(Buffer.from(await requireOriginal(world.context, id)))
  return attachments.flatMap(({ contentId, type, content }) =>
    contentId !== null && isPicture(type)
      ? [{ contentId, type, content: Buffer.from(content).toString('base64') }]
      : [],
  )
}
