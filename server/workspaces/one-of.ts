import { picklist } from 'valibot'

/** One of these values; another one is told all of them. */
export const oneOf = <const Options extends readonly string[]>(options: Options) =>
  picklist(options, `must be one of ${options.join(', ')}`)
