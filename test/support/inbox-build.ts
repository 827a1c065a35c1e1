import { build } from './built.ts'

/** Before the tests of each project: what the server serves below `/inbox` is that of this code. */
export const setup = (): Promise<void> => build('scripts/inbox.ts')
