/** What a page that uses the client has to load. */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** Of everything that an entry of the client brings along, in bytes of gzip: of one API, and of both. */
export const CLIENT_SIZE_LIMITS = { index: 9_000, atender: 8_000, fernand: 8_000 } as const

/**
 * Bundles a module for the browser.
 *
 * @param options.global makes it a plain script that leaves its exports in a variable of this name
 * @throws Error when it imports anything that a browser does not have
 */
export const bundle = async (
  entry: string,
  options: { minify?: boolean; global?: string } = {},
): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    ...(options.global === undefined ? { format: 'esm' } : { format: 'iife', globalName: options.global }),
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
    minify: options.minify ?? false,
  })
  return outputFiles[0]?.text ?? ''
}

/** The sizes of a module with everything that it imports, in bytes. */
export const sizeOf = async (entry: string): Promise<{ minified: number; gzip: number; brotli: number }> => {
  const code = Buffer.from(await bundle(entry, { minify: true }))
  return {
    minified: code.length,
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code).length,
  }
}
