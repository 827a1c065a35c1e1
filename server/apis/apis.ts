import { operations as atenderOperations } from '../../generated/atender/operations.ts'
import { operations as fernandOperations } from '../../generated/fernand/operations.ts'
import { errorBody as atenderErrorBody } from '../atender/errors.ts'
import { rateLimit as atenderRateLimit } from '../atender/rate-limit.ts'
import { atenderContract, fernandContract } from '../contracts.ts'
import { errorBody as fernandErrorBody } from '../fernand/errors.ts'
import { rateLimit as fernandRateLimit } from '../fernand/rate-limit.ts'

/** What both the server and the mock say of each API. */
export const apis = {
  atender: {
    name: 'atender',
    contract: atenderContract,
    operations: atenderOperations,
    errorBody: atenderErrorBody,
    rateLimit: atenderRateLimit,
  },
  fernand: {
    name: 'fernand',
    contract: fernandContract,
    operations: fernandOperations,
    errorBody: fernandErrorBody,
    rateLimit: fernandRateLimit,
  },
} as const

export type Api = keyof typeof apis
