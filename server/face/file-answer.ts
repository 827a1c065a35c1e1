import { create } from 'content-disposition'
import { safeMediaType } from '../mail/files.ts'
import type { StoredFile } from '../messages/download.ts'

/** A file as an answer: to be saved, under its name (RFC 6266). */
export const fileAnswer = ({ name, type, content }: StoredFile) => ({
  status: 200 as const,
  body: content,
  headers: { 'Content-Type': safeMediaType(type), 'Content-Disposition': create(name) },
})
