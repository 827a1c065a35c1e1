declare module 'parse-prefer-header' {
  /** The preferences of RFC 7240 by their names in camel case; `true` for one without a value. */
  export default function parsePreferHeader(header: string | string[]): Record<string, string | true>
}
