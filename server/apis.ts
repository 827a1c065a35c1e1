import { operations as atenderOperations } from '../generated/atender/operations.ts'
import { operations as fernandOperations } from '../generated/fernand/operations.ts'
import { errorBody as atenderErrorBody } from './atender/errors.ts'
import { atenderContract, fernandContract } from './contracts.ts'
import { errorBody as fernandErrorBody } from './fernand/errors.ts'

/** What both the server and the mock say of each API. */
export const apis = {
  atender: { contract: atenderContract, operations: atenderOperations, errorBody: atenderErrorBody },
  fernand: { contract: fernandContract, operations: fernandOperations, errorBody: fernandErrorBody },
} as const

export type Api = keyof typeof apis
