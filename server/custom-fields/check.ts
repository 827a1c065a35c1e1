import type { Violation } from '../errors/refusal.ts'
import type { CustomFieldTable } from '../store/tables/workspace.ts'

export type CustomFieldValue = string | number | boolean

/** The custom fields of a tenant, by key. */
export type CustomFields = ReadonlyMap<string, { type: CustomFieldTable['type']; options: string[] }>

/** Each type's rule, and how to say it (Atender: settings/field-types-reference). */
const rules: Record<
  CustomFieldTable['type'],
  { allows: (value: CustomFieldValue, options: string[]) => boolean; says: (options: string[]) => string }
> = {
  text: {
    allows: value => typeof value === 'string' && !/[\r\n]/.test(value),
    says: () => 'must be a line of text',
  },
  textarea: { allows: value => typeof value === 'string', says: () => 'must be text' },
  number: { allows: value => typeof value === 'number', says: () => 'must be a number' },
  checkbox: { allows: value => typeof value === 'boolean', says: () => 'must be true or false' },
  date: {
    allows: value => typeof value === 'string' && isDate(value),
    says: () => 'must be a date, YYYY-MM-DD, without a time',
  },
  select: {
    allows: (value, options) => typeof value === 'string' && options.includes(value),
    says: options => `must be one of ${options.join(', ')}`,
  },
}

const isValue = (value: unknown): value is CustomFieldValue =>
  ['string', 'number', 'boolean'].includes(typeof value)

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

/**
 * Holds values against the tenant's custom fields.
 *
 * @returns the values of the fields that exist (unknown ones are left out), and every violation; what is no value of
 *   any custom field is left to the contract
 */
export function checkCustomFields(
  fields: CustomFields,
  given: Record<string, unknown>,
): { values: Record<string, CustomFieldValue>; violations: Violation[] } {
  const values: Record<string, CustomFieldValue> = {}
  const violations: Violation[] = []
  for (const [key, value] of Object.entries(given)) {
    const field = fields.get(key)
    if (!field || !isValue(value)) continue
    const { allows, says } = rules[field.type]
    if (allows(value, field.options)) values[key] = value
    else {
      violations.push({
        path: `/customFields/${key}`,
        code: 'custom_field',
        message: `customFields.${key} ${says(field.options)}`,
      })
    }
  }
  return { values, violations }
}
