import type { Api } from '../../../server/apis/apis.ts'

/** A request on its way to a server. */
export interface Asked {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

/** What was asked, as the caller sent it, and what is handed back. */
export interface Exchange {
  asked: Readonly<Asked>
  status: number
  headers: Record<string, string>
  body: string
}

/** A webhook on its way to its receiver. */
interface Told {
  path: string
  headers: Record<string, string>
  body: string
}

/** One way to break a contract, done on the way between a server that keeps it and those that it talks with. */
export interface Fault {
  /** What the server does wrong. */
  name: string
  api: Api
  /** Which cases are asked, so that it is found in a moment. */
  only: RegExp
  /** What a case must say of it. */
  found: RegExp
  /** How long a case waits for what the server sends by itself, in milliseconds. */
  patience?: number
  /** Changes a request before the server gets it. */
  ask?(request: Asked): void
  /** Changes an answer before the caller gets it. */
  answer?(exchange: Exchange): void
  /** Changes a webhook, or keeps it back by returning false. */
  webhook?(told: Told): unknown
  /** Changes a mail; undefined keeps it back. */
  mail?(source: string): string | undefined
}

/** Makes one at its start, so that it may remember what it saw. */
export type Switch = () => Fault

/** Changes the JSON of an answer, where its status is meant. */
export const inJson =
  (status: number, change: (body: Record<string, unknown>, exchange: Exchange) => void) =>
  (exchange: Exchange): void => {
    if (exchange.status !== status) return
    const body = JSON.parse(exchange.body)
    change(body, exchange)
    exchange.body = JSON.stringify(body)
  }

/** Changes the JSON of a request, where it has some. */
export const inBody = (request: Asked, change: (body: Record<string, unknown>) => void): void => {
  if (!request.body.startsWith('{')) return
  const body = parsed(request.body)
  if (!body) return
  change(body)
  request.body = JSON.stringify(body)
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Answers so, whatever the server said. */
export const answered = (exchange: Exchange, status: number, body: object | string = ''): void => {
  exchange.status = status
  exchange.body = typeof body === 'string' ? body : JSON.stringify(body)
}
