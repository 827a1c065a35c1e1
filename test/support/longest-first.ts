import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes minutes, most of them waiting: begun last, it would run on alone. */
const LONGEST = /\/test\/(process\/torture|front\/slow)\.test\.ts$/

/** The order of vitest, but for what takes longest, which begins first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => Number(LONGEST.test(b.moduleId)) - Number(LONGEST.test(a.moduleId)))
  }
}
