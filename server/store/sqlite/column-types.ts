import type { ColumnTypes } from '../migrations/column-types.ts'

export const sqliteColumnTypes: ColumnTypes = {
  integer: 'integer',
  blob: 'blob',
  identity: column => column.primaryKey().autoIncrement(),
}
