/** Compares what should stand in the generated folders with what stands there. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

export type Drift = { readonly file: string; readonly is: 'changed' | 'missing' | 'stale' }

/**
 * @param expected path relative to the repository → content
 * @param top the folder that holds nothing but generated files
 * @returns every file that differs, sorted by name
 */
export const findDrift = (
  repository: string,
  top: string,
  expected: ReadonlyMap<string, string>,
): Drift[] => {
  const present = new Set(filesIn(repository, top))
  const stale = [...present].filter(file => !expected.has(file)).map(file => ({ file, is: 'stale' }) as const)
  const differing = [...expected].flatMap(([file, content]): Drift[] => {
    if (!present.has(file)) return [{ file, is: 'missing' }]
    return readFileSync(join(repository, file), 'utf8') === content ? [] : [{ file, is: 'changed' }]
  })
  return [...stale, ...differing].sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** Writes what is missing or changed, deletes what is stale. */
export const mend = (
  repository: string,
  drift: readonly Drift[],
  expected: ReadonlyMap<string, string>,
): void => {
  for (const { file } of drift) {
    const path = join(repository, file)
    const content = expected.get(file)
    if (content === undefined) {
      rmSync(path)
      continue
    }
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
}

const filesIn = (repository: string, top: string): string[] => {
  const folder = join(repository, top)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(repository, join(entry.parentPath, entry.name)).split(sep).join('/'))
}
