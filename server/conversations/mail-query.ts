import { wordsOf } from '../store/search.ts'
import type { ConversationTable } from '../store/tables/conversations.ts'

/** What a list of Fernand's conversations is narrowed to, all of it together. */
export interface MailQuery {
  statuses: ConversationTable['status'][]
  /** Addresses of agents, in lower case. */
  assigned: string[]
  unassigned: boolean | undefined
  /** Names or slugs, in lower case. */
  tags: string[]
  /** Each a sequence of words that stand one after the other. */
  phrases: string[]
  /** Words such as `status:sleeping`, which nothing can match. */
  impossible: string[]
}

/** Closed to Fernand is what Atender calls done or archived. */
const statuses: Record<string, ConversationTable['status'][]> = {
  opened: ['active'],
  closed: ['done', 'archived'],
  spam: ['spam'],
  snoozed: ['snoozed'],
}

/**
 * Reads a search string (Fernand: list-conversations): `status:`, `assigned:`, `unassigned:`, `tag:` and free words,
 * with quotes around what belongs together. Anything else with a colon is a free word too.
 */
export function parseMailQuery(text: string): MailQuery {
  const query: MailQuery = {
    statuses: [],
    assigned: [],
    unassigned: undefined,
    tags: [],
    phrases: [],
    impossible: [],
  }
  for (const [term, key = '', quoted, plain = ''] of text.matchAll(
    /(?:(status|assigned|unassigned|tag):)?(?:"([^"]*)"|(\S+))/gi,
  )) {
    const value = (quoted ?? plain).toLowerCase()
    switch (key.toLowerCase()) {
      case 'status':
        if (Object.hasOwn(statuses, value)) query.statuses.push(...(statuses[value] ?? []))
        else query.impossible.push(term)
        break
      case 'assigned':
        query.assigned.push(value)
        break
      case 'unassigned':
        if (value === 'true' || value === 'false') query.unassigned = value === 'true'
        else query.impossible.push(term)
        break
      case 'tag':
        query.tags.push(value)
        break
      default: {
        const words = wordsOf(value)
        if (words !== '') query.phrases.push(words)
      }
    }
  }
  return query
}
