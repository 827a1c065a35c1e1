/** The mock as handlers of Mock Service Worker, for Storybook and for tests of components. */
import { type HttpHandler, http } from 'msw'
import { type Api, apis } from '../../server/apis/apis.ts'
import { createPortable } from './portable.ts'

/**
 * Handlers for every operation of the APIs, for `setupWorker` in a browser and `setupServer` in Node.js. They refuse
 * and answer what the mock does; `Prefer: dynamic=true` needs the mock itself.
 *
 * @param baseUrl where the app calls; requests to elsewhere, and paths of no operation, are let through
 */
export function mockHandlers(
  options: { baseUrl?: string; apis?: readonly Api[]; seed?: string } = {},
): HttpHandler[] {
  const { baseUrl = '*', seed = '', apis: names = Object.keys(apis) as Api[] } = options
  return names.flatMap(api => {
    const answer = createPortable(api, seed)
    const paths = new Set(Object.values(apis[api].operations).map(({ path }) => path))
    // `{id}` is `:id` there.
    return [...paths].map(path =>
      http.all(baseUrl + path.replaceAll(/\{(\w+)\}/g, ':$1'), ({ request }) => answer(request)),
    )
  })
}
