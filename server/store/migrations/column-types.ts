import type { ColumnDefinitionBuilder } from 'kysely'

/** Where the engines' column types have different names. */
export interface ColumnTypes {
  /** 64-bit integer. */
  integer: 'integer' | 'bigint'
  blob: 'blob' | 'bytea'
  /** Makes an integer column the key that counts up and never gives a number twice. */
  identity(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder
}
