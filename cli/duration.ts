import { InvalidArgumentError } from 'commander'

/**
 * A time as people say it: `3d`, `12h`, `90m`, `45s`.
 *
 * @returns seconds
 * @throws InvalidArgumentError for anything else
 */
export function duration(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? []
  const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 }[unit ?? '']
  if (seconds === undefined) throw new InvalidArgumentError('It is no time, such as 3d, 12h, 90m or 45s.')
  return Number(number) * seconds
}
