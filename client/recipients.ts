/** Lists of addresses as Fernand's contract wants them: RFC 5322, separated by commas. */

/** `'monica@raviga.example'`, `'Monica Hall <monica@raviga.example>'`, or the two apart. */
export type Recipient = string | { email: string; name?: string }
export type Recipients = Recipient | readonly Recipient[]

/**
 * @returns the list on the wire; what is given as a string goes as it is, for the server to judge
 * @throws RangeError naming what cannot be one address, or one line
 */
export function toAddressList(recipients: Recipients): string {
  return (Array.isArray(recipients) ? recipients : [recipients]).map(toAddress).join(', ')
}

function toAddress(recipient: Recipient): string {
  if (typeof recipient === 'string') return oneLine(recipient)
  const { email, name } = recipient
  // Whatever would make two addresses, or another one, of what is given as one.
  if (!/^[^\s<>()[\]\\,;:"@]+@[^\s<>()\\,;"@]+$/.test(email))
    throw new RangeError(`${JSON.stringify(email)} is no e-mail address`)
  if (name === undefined || name === '') return email
  return `"${oneLine(name).replace(/["\\]/g, '\\$&')}" <${email}>`
}

function oneLine(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new RangeError(`${JSON.stringify(text)} is more than one line`)
  return text
}
