import type { operations } from '../../../generated/atender/types.ts'
import { fileAnswer } from '../../face/file-answer.ts'
import type { Handler } from '../../face/handler.ts'
import { requireAttachment } from '../../messages/download.ts'

export const downloadAttachment: Handler<operations['downloadAttachment']> = async (
  { principal, path },
  { store },
) => fileAnswer(await requireAttachment(store, principal.tenantId, path.id))
