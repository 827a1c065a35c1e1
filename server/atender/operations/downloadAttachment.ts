import type { operations } from '../../../generated/atender/types.ts'
import { fileAnswer } from '../../face/file-answer.ts'
import type { Handler } from '../../face/handler.ts'

export const downloadAttachment: Handler<operations['downloadAttachment']> = async (
  { principal, path },
  domain,
) => fileAnswer(await domain.requireAttachment(principal.tenantId, path.id))
