import type { Tx } from '../store/store.ts'
import type { Backlog } from '../telemetry/metrics.ts'

/** What a job carries, by the name of its task. */
export interface Tasks {
  sendMail: { messageId: number }
  wakeConversation: { conversationId: number; until: number }
  checkSla: { conversationId: number; metric: 'first_reply' | 'resolution' }
}

export interface Job<Task extends keyof Tasks> {
  /** With the trace of what added it, where there was one. */
  payload: Tasks[Task] & { traceparent?: string }
  /** 1 at the first attempt. */
  attempt: number
}

/** Work is done, or due again at that moment (milliseconds since 1970). */
export type Outcome = 'done' | { againAt: number }

/** An outcome, or what is still to be written down to know it: on SQLite in the transaction that ends the job. */
export type Ending = Outcome | ((tx: Tx) => Promise<Outcome>)

/** Each task's work. It may run twice when a process dies in between, so it must bear a repeat. */
export type Workers = { [Task in keyof Tasks]: (job: Job<Task>) => Promise<Ending> }

/**
 * The port to work that happens later. Each engine has a folder beside this file.
 * A job survives every crash, and one runner at a time works on it, however many processes there are.
 */
export interface Jobs {
  /** Adds a job in the transaction that causes it, due at `runAt` (milliseconds since 1970). */
  add<Task extends keyof Tasks>(tx: Tx, task: Task, payload: Tasks[Task], runAt: number): Promise<void>
  start(workers: Partial<Workers>): void
  /** Takes no new job, and resolves when those under way have ended. */
  stop(): Promise<void>
  /** What is due or under way, the next one first. */
  list(): Promise<DueJob[]>
  /** What is due and nobody works on, by task, of the `MOST_COUNTED` jobs that have been due the longest. */
  backlog(): Promise<Backlog[]>
  /** When a job that nobody works on is due next, later than a moment; undefined for never. */
  nextDue(after: number): Promise<number | undefined>
  /** Resolves when all that is due is done, and what came of it. */
  quiet(): Promise<void>
  /**
   * Has jobs begin by the clock that was given and by nothing else, however it is set. An engine that always does is
   * ready at once.
   *
   * @throws Refusal `invalid_state` where others work on the same jobs, whose clocks nobody sets
   */
  leaveRealTime(): Promise<void>
  /** To be called when that clock is real again. */
  returnToRealTime(): Promise<void>
}

/** However much is due, no more is counted. */
export const MOST_COUNTED = 10_000

/** A job in a list. */
export interface DueJob {
  task: string
  payload: Record<string, unknown>
  /** Milliseconds since 1970. */
  runAt: number
  /** How often it was started. */
  attempts: number
}
