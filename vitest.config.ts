import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'
import { useTemporaryFolder } from './test/support/temporary.ts'

useTemporaryFolder()

/**
 * What stands on a database runs once for each engine, the rest once: what is about all of them, and what never gets
 * as far as a database. `test/once/` could run on each and need not: private copies live in memory whatever the server's
 * database is, and `verify` asks both engines all that the contract says.
 */
const onEachEngine = [
  'test/contract/**/*.test.ts',
  'test/delivery/**/*.test.ts',
  'test/inbox/**/*.test.ts',
  'test/process/**/!(start|heavy|probes|control-off|webhook-loop).test.ts',
  'test/store/**/*.test.ts',
]
const onPackage = 'test/package/**/*.test.ts'
const engines = ['sqlite', 'postgres']

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // The default is one on two cores, and most of these files wait for some of their time.
    maxWorkers: Math.max(5, availableParallelism()),
    // What a file leaves behind is its own to clean up: to load every module anew for each costs a fifth of the run.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['test/support/inbox-build.ts', 'test/support/no-secrets.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'once',
          include: ['test/**/*.test.ts'],
          exclude: [...onEachEngine, onPackage],
          globalSetup: 'test/support/docs-build.ts',
        },
      },
      // What is installed from the package, which is built and packed once.
      {
        extends: true,
        test: {
          name: 'package',
          include: [onPackage],
          globalSetup: ['test/support/docs-build.ts', 'test/support/package.ts'],
        },
      },
      ...engines.map(engine => ({
        extends: true as const,
        test: {
          name: engine,
          include: onEachEngine,
          // A folder with the name of the other engine is about that one alone.
          exclude: engines.filter(other => other !== engine).map(other => `test/*/${other}/**`),
          env: { ENGINE: engine },
          ...(engine === 'postgres' ? { globalSetup: 'test/support/postgres.ts' } : {}),
        },
      })),
    ],
  },
})
