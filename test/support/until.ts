/** Asks again until there is an answer; rejects when there was none in time. */
export async function until<T>(ask: () => Promise<T | undefined>, milliseconds = 20_000): Promise<T> {
  const deadline = Date.now() + milliseconds
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > deadline) throw new Error(`nothing came within ${milliseconds} ms`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
