import { create } from 'content-disposition'
import { fileAnswer } from '../../face/file-answer.ts'
import { requireAnyAttachment, requireOriginal } from '../../messages/download.ts'
import type { ControlHandlers } from '../handler.ts'
import { requireMessage } from '../inbox/find.ts'
import { inlineParts } from '../inbox/inline.ts'
import { takeBack } from '../inbox/take-back.ts'

/** The source of a mail as an answer: to be saved. */
export const mailAnswer = (name: string, source: Uint8Array) => ({
  status: 200 as const,
  body: source,
  headers: { 'Content-Type': 'message/rfc822', 'Content-Disposition': create(`${name}.eml`) },
})

export const messageHandlers: ControlHandlers<
  'deleteMessage' | 'downloadMessageSource' | 'listInlineParts' | 'downloadAttachment'
> = {
  async deleteMessage({ world, path }) {
    await takeBack(world, path.id)
    return { status: 204 }
  },
  async downloadMessageSource({ world, path }) {
    const { id } = await requireMessage(world, path.id)
    return mailAnswer(path.id, await requireOriginal(world.context, id))
  },
  listInlineParts: async ({ world, path }) => ({
    status: 200,
    body: { data: await inlineParts(world, path.id), nextCursor: null },
  }),
  downloadAttachment: async ({ world, path }) =>
    fileAnswer(await requireAnyAttachment(world.context, world.tenantId, path.id)),
}
