import type { ColumnTypes } from '../migrations/column-types.ts'

export const postgresColumnTypes: ColumnTypes = {
  integer: 'bigint',
  blob: 'bytea',
  identity: column => column.primaryKey().generatedAlwaysAsIdentity(),
}
