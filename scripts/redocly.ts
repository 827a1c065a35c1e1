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

export type Output = { readonly failed: boolean; readonly stdout: string; readonly stderr: string }

/** @param folder the working directory, where redocly.yaml is */
export const redoclyOutput = (folder: string, args: readonly string[]): Promise<Output> =>
  new Promise(resolve => {
    execFile(
      process.execPath,
      [fileURLToPath(new URL(bin.redocly, manifest)), ...args],
      {
        cwd: folder,
        env: {
          ...process.env,
          REDOCLY_TELEMETRY: 'off',
          REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
          NO_COLOR: '1',
        },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => resolve({ failed: error !== null, stdout, stderr }),
    )
  })

/** @throws Error with everything the tool printed, when it fails */
export const redocly = async (folder: string, args: readonly string[]): Promise<void> => {
  const { failed, stdout, stderr } = await redoclyOutput(folder, args)
  if (failed) throw new Error(`redocly ${args[0]} failed.\n${`${stdout}${stderr}`.trim()}`)
}
