import { ask, control, type Schemas } from './api.ts'
import { type Query, useQuery } from './query.ts'

/** What the tenant has to choose from: agents, tags, operations. */
export const useWorkspace = (): Query<Schemas['Workspace']> =>
  useQuery('workspace', () => ask(control.GET('/_control/workspace')), { follows: false })
