// Generated from openapi/control/openapi.yaml: do not edit, run `npm run generate`.

import createClient, { type Client, type ClientOptions } from 'openapi-fetch'
import type { paths } from './types.ts'

export const createControlClient = (options?: ClientOptions): Client<paths> => createClient<paths>(options)
