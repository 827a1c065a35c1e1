import type { Violation } from '../refusal.ts'
import type { Db } from '../store/store.ts'
import type { CustomFieldTable } from '../store/tables/workspace.ts'

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
export async function checkCustomFields(
  db: Db,
  tenantId: string,
  given: Record<string, CustomFieldValue>,
): Promise<{ values: Record<string, CustomFieldValue>; violations: Violation[] }> {
  const keys = Object.keys(given)
  if (keys.length === 0) return { values: {}, violations: [] }
  const fields = await db
    .selectFrom('custom_field')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('key', 'in', keys)
    .orderBy('key')
    .execute()
  const values: Record<string, CustomFieldValue> = {}
  const violations: Violation[] = []
  for (const { key, type, options } of fields) {
    const value = given[key]
    if (value === undefined) continue
    const choices: string[] = JSON.parse(options)
    if (rules[type].allows(value, choices)) values[key] = value
    else {
      violations.push({
        path: `/customFields/${key}`,
        code: 'custom_field',
        message: `customFields.${key} ${rules[type].says(choices)}`,
      })
    }
  }
  return { values, violations }
}
