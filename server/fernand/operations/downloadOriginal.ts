import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'
import { originalOf } from '../../messages/download.ts'

export const downloadOriginal: Handler<operations['downloadOriginal']> = async ({ path, query }, context) => {
  const source = await originalOf(context, context.links.open('original', path.uuid, query.token))
  return { status: 200, body: source, headers: { 'Content-Type': 'message/rfc822' } }
}
