/** How many requests passed in which second, counted for all processes on a database. */
export type Seconds = ReadonlyMap<number, number>

/** The port to counts of requests that are of use for a minute: they may be gone after a crash of the database. */
export interface SharedPlaces {
  /**
   * Counts requests of a bucket, as many of them as leave no more than `most` in a minute.
   *
   * @param now milliseconds since 1970
   * @returns how many were counted, and all that count now: of a second, those until its end, a minute long
   */
  take(
    bucket: string,
    counted: { wanted: number; most: number; now: number },
  ): Promise<{ granted: number; seconds: Seconds }>
  /** Removes the buckets that were asked for last before that moment. */
  forget(before: number): Promise<void>
}
