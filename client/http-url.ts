/**
 * The base of an API's addresses.
 *
 * @throws TypeError when it is no absolute http or https URL, or has a query or a fragment
 */
export function httpUrl(text: string): string {
  if (/^https?:\/\/[^/?#\s][^?#\s]*$/.test(text) && URL.canParse(text)) return text
  throw new TypeError(
    'baseUrl must be an http or https URL without a query, such as https://helpdesk.example',
  )
}
