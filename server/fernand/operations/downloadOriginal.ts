import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../face/handler.ts'

export const downloadOriginal: Handler<operations['downloadOriginal']> = async (
  { path, query, links },
  domain,
) => {
  const source = await domain.requireOriginal(links.open('original', path.uuid, query.token))
  return { status: 200, body: source, headers: { 'Content-Type': 'message/rfc822' } }
}
