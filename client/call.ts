/** The typed methods of a client: openapi-fetch makes the request, the policy decides how often, a Result tells. */
import type { Client, FetchResponse, MaybeOptionalInit } from 'openapi-fetch'
import type { HttpMethod, MediaType, PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers'
import { type Answered, NotSent, type Platform, type Policy, underPolicy } from './policy.ts'
import type { Failure, Malformed, NoAnswer, Problem, Success } from './result.ts'
import { type Answers, has } from './shape.ts'

/** What may be said of one call besides what the contract asks for. */
export interface CallOptions extends Partial<Policy> {
  /**
   * Whether the call may be made again when nobody knows what became of it. `safe`, the default: only where the
   * contract makes that harmless. `always`: this call too. `never`: one attempt.
   */
  repeat?: 'safe' | 'always' | 'never'
}

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
type ToNumber<Text> = Text extends `${infer N extends number}` ? N : never
/** 400 to 599. */
type ErrorStatus = ToNumber<`${4 | 5}${Digit}${Digit}`>

type JsonOf<Answer> = Answer extends { content: { 'application/json': infer Body } } ? Body : never

/** Every documented refusal of an operation, told apart by its status; `default` stands for all that are not listed. */
export type ProblemOf<Operation> = Operation extends { responses: infer Responses }
  ?
      | {
          [S in keyof Responses & ErrorStatus]: Problem<S, JsonOf<Responses[S]>>
        }[keyof Responses & ErrorStatus]
      | (Responses extends { default: infer Default }
          ? Problem<Exclude<ErrorStatus, keyof Responses>, JsonOf<Default>>
          : never)
  : never

type SuccessStatusOf<Operation> = Operation extends { responses: infer Responses }
  ? Exclude<keyof Responses & number, ErrorStatus>
  : never

type DataOf<Operation, Init> =
  Operation extends Record<string | number, unknown>
    ? Extract<FetchResponse<Operation, Init, MediaType>, { data: unknown }>['data']
    : never

/** What a call of an operation comes to. */
export type ResultOf<Operation, Init = unknown> =
  | Success<DataOf<Operation, Init>, SuccessStatusOf<Operation>>
  | Failure<ProblemOf<Operation>>

type Initial<Init> =
  RequiredKeysOf<Init> extends never
    ? [init?: Init & { call?: CallOptions }]
    : [init: Init & { call?: CallOptions }]

type Method<Paths extends object, Verb extends HttpMethod> = <
  Path extends PathsWithMethod<Paths, Verb>,
  Init extends MaybeOptionalInit<Paths[Path], Verb & keyof Paths[Path]>,
>(
  path: Path,
  ...init: Initial<Init>
) => Promise<ResultOf<Paths[Path][Verb & keyof Paths[Path]], Init>>

/** openapi-fetch's methods with a policy; what they come to is a value and never an exception. */
export interface PolicyClient<Paths extends object> {
  GET: Method<Paths, 'get'>
  POST: Method<Paths, 'post'>
  PATCH: Method<Paths, 'patch'>
  DELETE: Method<Paths, 'delete'>
  /** The generated openapi-fetch client, with address and key but without policy: it throws, and waits for ever. */
  raw: Client<Paths>
  policy: Policy
  platform: Platform
  /** Never there: by it a compiler tells the clients of two APIs apart. */
  readonly '~paths'?: keyof Paths
}

interface Reply extends Answered {
  data?: unknown
  error?: unknown
  /** Set when the answer's body could not be read as what it is said to be. */
  unreadable?: SyntaxError
}

interface AnyInit {
  call?: CallOptions
  signal?: AbortSignal | null
  parseAs?: string
}

type AnyRequest = (
  verb: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>

/**
 * @param raw the generated client
 * @param isSafe whether an operation may be made again without harm, by method and path of the contract
 * @param answers what the contract promises of each answer
 */
export function createPolicyClient<Paths extends object>(
  raw: Client<Paths>,
  policy: Policy,
  platform: Platform,
  isSafe: (verb: string, path: string) => boolean,
  answers: Answers,
): PolicyClient<Paths> {
  const request = raw.request as unknown as AnyRequest // its types are those of Method, checked where it is called

  async function call(verb: string, path: string, { call = {}, signal, ...init }: AnyInit = {}) {
    const { repeat = 'safe', ...changes } = call
    const { outcome, ...counts } = await underPolicy<Reply>(
      async attemptSignal => {
        let response: Response | undefined
        let isSent = false
        const fetch = async (sent: Request) => {
          isSent = true
          response = await platform.fetch(sent)
          return response
        }
        try {
          return { kind: 'answer', ...(await request(verb, path, { ...init, fetch, signal: attemptSignal })) }
        } catch (error) {
          if (!isSent) throw new NotSent('the request cannot be made', { cause: error })
          if (response && error instanceof SyntaxError) return { kind: 'answer', response, unreadable: error }
          throw error
        }
      },
      {
        policy: { ...policy, ...changes },
        platform,
        repeatable: repeat === 'always' || (repeat === 'safe' && isSafe(verb, path)),
        signal,
      },
    )
    if (outcome.kind === 'answer') return judge(outcome, counts, answers, `${verb} ${path}`, init.parseAs)
    return { ok: false, status: null, response: null, ...outcome, ...counts } satisfies NoAnswer
  }

  const method = (verb: string) => (path: string, init?: AnyInit) => call(verb, path, init)
  return {
    GET: method('GET'),
    POST: method('POST'),
    PATCH: method('PATCH'),
    DELETE: method('DELETE'),
    raw,
    policy,
    platform,
  } as unknown as PolicyClient<Paths> // the types say what `judge` leaves open
}

/** Tells what the contract describes from what it does not. */
function judge(
  { response, data, error, unreadable }: Reply,
  counts: { attempts: number; unanswered: number },
  { successes, problems }: Answers,
  operation: string,
  parseAs = 'json',
): Success<unknown> | Problem | Malformed {
  const { status, ok } = response
  const isRefusal = status >= 400
  const shape = isRefusal ? (problems[status] ?? problems[0]) : successes[status]?.[operation]
  const isWhole =
    shape !== undefined && (shape === 0 || (ok && parseAs !== 'json') || has(shape, ok ? data : error))
  if (isWhole && !unreadable) {
    return ok
      ? { ok, status, data, response }
      : { ok: false, kind: 'problem', status, error, response, ...counts }
  }
  const reason =
    unreadable ?? new Error(`an answer with status ${status} that the contract does not describe`)
  // An answer that refuses nothing: what was asked for may have been done.
  const unanswered = counts.unanswered + (isRefusal ? 0 : 1)
  return { ok: false, kind: 'malformed', status, error: reason, response, ...counts, unanswered }
}
