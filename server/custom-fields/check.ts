import type { Violation } from '../errors/refusal.ts'
import type { CustomFieldTable } from '../store/tables/workspace.ts'
import type { Catalog } from '../tenants/catalog.ts'

export type CustomFieldValue = string | number | boolean

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

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

/**
 * Holds values against the tenant's custom fields.
 *
 * @returns the values of the fields that exist (unknown ones are left out), and every violation
 */
export function checkCustomFields(
  { customFields }: Catalog,
  given: Record<string, CustomFieldValue>,
): { values: Record<string, CustomFieldValue>; violations: Violation[] } {
  const values: Record<string, CustomFieldValue> = {}
  const violations: Violation[] = []
  for (const [key, value] of Object.entries(given)) {
    const field = customFields.get(key)
    if (!field) continue
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
