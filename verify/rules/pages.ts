/** Lists: nothing is missing in them and nothing comes twice, while rows are added. */
import { taken } from '../answers.ts'
import { type Case, type Finding, findings } from '../case.ts'
import type { Operation } from '../contract.ts'
import type { Answer, Session } from '../session.ts'
import * as atender from './atender.ts'
import * as fernand from './fernand.ts'
import { memberOf, operationNamed, rowsOf, ruleOf, unless } from './rule.ts'

/** How many rows there are at first, and how many a page may have. */
const ROWS = 7
const LIMIT = 3
/** A server that always has another page is not asked for ever. */
const MOST_PAGES = 20

export const pageRules = (api: 'atender' | 'fernand'): Case[] => {
  const operation = operationNamed(api, 'listConversations')
  const name = `${operation.id}: pages have no gaps and no repeats while rows are added`
  return [ruleOf(operation)(name, operation.pointer, api === 'atender' ? ofAtender : ofFernand, 'memory')]
}

async function ofAtender(session: Session) {
  const email = `verify-pages-${session.run}@example.com`
  const add = (index: number) =>
    atender.open(session, atender.referenceOf(session, `page-${index}`), { contact: { email } })
  const made = await inTurn(ROWS, add)
  const path = `${atender.list.path}?contact=${encodeURIComponent(email)}&limit=${LIMIT}`
  return walk(session, atender.list, path, 'nextCursor', made, memberIds(made, 'id'), add)
}

async function ofFernand(session: Session) {
  const list = operationNamed('fernand', 'listConversations')
  const subject = `verifypages${session.run}`
  const added: Answer[] = []
  const add = async () => {
    added.push(await fernand.write(session, { subject }))
  }
  await inTurn(ROWS, add)
  const path = `${list.path}?query=${subject}&order=newest&limit=${LIMIT}`
  const ids = memberIds(added, 'conversation_id')
  const found = await walk(session, list, path, 'cursor', [...added], ids, add)
  for (const one of added) await fernand.takeBack(session, one)
  return found
}

async function inTurn<Result>(count: number, add: (index: number) => Promise<Result>): Promise<Result[]> {
  const all: Result[] = []
  for (let index = 0; index < count; index++) all.push(await add(index))
  return all
}

const memberIds = (answers: Answer[], name: string) => answers.map(answer => memberOf(answer, name))

/** Reads page after page, and adds a row after each. */
async function walk(
  session: Session,
  list: Operation,
  path: string,
  cursorName: string,
  made: Answer[],
  ids: unknown[],
  add: (index: number) => Promise<unknown>,
): Promise<Finding[]> {
  const [first] = made
  if (!first || ids.includes(undefined)) {
    const create = list.api === 'atender' ? atender.create : fernand.compose
    return made.flatMap(one => findings(one, taken(create, one)))
  }
  const seen: unknown[] = []
  let cursor: unknown
  for (let page = 1; page <= MOST_PAGES; page++) {
    const more = typeof cursor === 'string' ? `&cursor=${encodeURIComponent(cursor)}` : ''
    const answer = await session.ask({ method: 'GET', path: `${path}${more}` })
    const wrong = findings(answer, taken(list, answer, 200))
    if (wrong.length > 0) return wrong
    seen.push(...rowsOf(answer).map(({ id }) => id))
    cursor = memberOf(answer, cursorName)
    if (typeof cursor !== 'string' || rowsOf(answer).length === 0) {
      const gaps = ids.filter(id => !seen.includes(id)).length
      const repeats = seen.length - new Set(seen).size
      return unless(gaps + repeats === 0, answer, list, list.pointer, [
        'pages while rows are added',
        'each row once',
        `${gaps} missing, ${repeats} repeated`,
      ])
    }
    await add(ROWS + page)
  }
  return unless(false, first, list, list.pointer, [
    'pages while rows are added',
    `an end of ${ROWS} rows`,
    `${MOST_PAGES} pages and another one`,
  ])
}
