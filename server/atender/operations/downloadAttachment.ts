import type { operations } from '../../../generated/atender/types.ts'
import { fileAnswer } from '../../face/file-answer.ts'
import type { Handler } from '../../face/handler.ts'
import { requireAttachment } from '../../messages/download.ts'

export const downloadAttachment: Handler<operations['downloadAttachment']> = async (
  { principal, path },
  context,
) => fileAnswer(await requireAttachment(context, principal.tenantId, path.id))
