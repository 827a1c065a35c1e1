import { join } from 'node:path'
import { build } from 'vite'

/** Builds the inbox into a folder: dist/inbox unless told otherwise. */
export const buildInbox = (
  repository: string,
  outDir = join(repository, 'dist', 'inbox'),
): Promise<unknown> => build({ configFile: join(repository, 'inbox', 'vite.config.ts'), build: { outDir } })
