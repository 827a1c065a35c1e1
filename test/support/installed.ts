import { existsSync, readFileSync } from 'node:fs'
import { inject } from 'vitest'
import type { InstalledPackage } from './package.ts'
import { until } from './until.ts'

/** The package, once it is installed. @throws Error with what its build or its installation said when that failed */
export async function installedPackage(): Promise<InstalledPackage> {
  const file = inject('installed')
  const told: InstalledPackage | { error: string } = JSON.parse(
    await until(async () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined), 300_000),
  )
  if ('error' in told) throw new Error(told.error)
  return told
}
