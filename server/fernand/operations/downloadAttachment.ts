import type { operations } from '../../../generated/fernand/types.ts'
import { fileAnswer } from '../../face/file-answer.ts'
import type { Handler } from '../../face/handler.ts'

export const downloadAttachment: Handler<operations['downloadAttachment']> = async (
  { path, query, links },
  domain,
) => fileAnswer(await domain.requireLinkedAttachment(links.open('attachment', path.uuid, query.token)))
