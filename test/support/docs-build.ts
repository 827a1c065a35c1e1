import { build } from './built.ts'

/** Before the tests of a project: `dist/docs` is made of this code and these contracts. */
export const setup = (): Promise<void> => build('scripts/docs.ts')
