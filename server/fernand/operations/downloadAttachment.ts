import { create } from 'content-disposition'
import type { operations } from '../../../generated/fernand/types.ts'
import type { Handler } from '../../handler.ts'
import { safeMediaType } from '../../mail/mime.ts'
import { attachmentOf } from '../../messages/download.ts'

export const downloadAttachment: Handler<operations['downloadAttachment']> = async (
  { path, query },
  { store, links },
) => {
  const { name, type, content } = await attachmentOf(store, links.open('attachment', path.uuid, query.token))
  return {
    status: 200,
    body: content,
    headers: { 'Content-Type': safeMediaType(type), 'Content-Disposition': create(name) },
  }
}
