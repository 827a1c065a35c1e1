/** Of an answer with bytes. Whatever a stranger put into a file: no browser is to run it here. */
export const fileHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cache-Control': 'private',
}
