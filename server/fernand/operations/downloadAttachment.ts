import type { operations } from '../../../generated/fernand/types.ts'
import { fileAnswer } from '../../face/file-answer.ts'
import type { Handler } from '../../face/handler.ts'
import { attachmentOf } from '../../messages/download.ts'

export const downloadAttachment: Handler<operations['downloadAttachment']> = async (
  { path, query },
  context,
) => fileAnswer(await attachmentOf(context, context.links.open('attachment', path.uuid, query.token)))
