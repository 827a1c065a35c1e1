import type { Migration } from 'kysely/migration'
import type { Db } from '../store.ts'
import { conversations } from './2026-11-22-conversations.ts'
import { webhooks } from './2026-11-22-webhooks.ts'
import { atender } from './2026-11-23-atender.ts'
import { incomingMail } from './2026-11-24-incoming-mail.ts'
import { fernand } from './2026-11-25-fernand.ts'
import { pieces } from './2026-11-26-pieces.ts'
import { timeline } from './2026-11-27-timeline.ts'
import { repeats } from './2026-11-29-repeats.ts'
import { inbox } from './2026-11-30-inbox.ts'
import { retention } from './2026-12-01-retention.ts'
import { traces } from './2026-12-01-traces.ts'
import type { ColumnTypes } from './column-types.ts'

/** Append only, in order of their names. A released migration never changes. */
export const migrations = (
  types: ColumnTypes,
  nextEntryId: (db: Db) => Promise<number>,
): Record<string, Migration> => ({
  '2026-11-22-conversations': conversations(types),
  '2026-11-22-webhooks': webhooks(types),
  '2026-11-23-atender': atender(types),
  '2026-11-24-incoming-mail': incomingMail(types),
  '2026-11-25-fernand': fernand(types),
  '2026-11-26-pieces': pieces(types),
  '2026-11-27-timeline': timeline(types, nextEntryId),
  '2026-11-29-repeats': repeats(),
  '2026-11-30-inbox': inbox(),
  '2026-12-01-retention': retention(),
  '2026-12-01-traces': traces(),
})
