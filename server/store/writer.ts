import type { Tx } from './store.ts'

/** Who waits for a transaction that others share. */
export interface Writer {
  work(tx: Tx): Promise<unknown>
  resolve(result: unknown): void
  reject(error: unknown): void
}

/** What became of one writer, told only after the commit. */
export interface Outcome {
  tell(): void
  effects: (() => void)[]
}

/** A writer failed and left changes that cannot be undone alone. */
export class HalfDone extends Error {}

/** Tells everybody what became of them, and has happen what was to follow the commit. */
export function tellAll(outcomes: readonly Outcome[]): void {
  for (const { tell, effects } of outcomes) {
    tell()
    for (const effect of effects) effect()
  }
}
