/** Runs the Redocly CLI of this repository: no telemetry, no look for updates, no colours. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const manifest = new URL(import.meta.resolve('@redocly/cli/package.json'))
const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8')) as {
  version: string
  bin: { redocly: string }
}

export const redoclyVersion = version

/**
 * @param repository the working directory, where redocly.yaml is
 * @throws Error with everything the tool printed, when it fails
 */
export const redocly = (repository: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [fileURLToPath(new URL(bin.redocly, manifest)), ...args],
      {
        cwd: repository,
        env: {
          ...process.env,
          REDOCLY_TELEMETRY: 'off',
          REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
          NO_COLOR: '1',
        },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve()
        else reject(new Error(`redocly ${args[0]} failed.\n${`${stdout}${stderr}`.trim()}`))
      },
    )
  })
