/** What is asked by machines that watch over the process: two probes, and the metrics. */
import express, { type RequestHandler, type Router } from 'express'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Allowed } from './control/guard.ts'
import type { Middleware } from './middleware.ts'

/** Where a process is in its life. */
export type Phase = 'starting' | 'serving' | 'stopping'

export interface Life {
  phase(): Phase
  /** Whether what a request needs can be reached. */
  isAble(): Promise<boolean>
}

/** Somebody who always serves. */
export const alwaysThere: Life = { phase: () => 'serving', isAble: async () => true }

/**
 * `/healthz`: whether the process has come up and still answers; a restart helps one that does not. `/readyz`: whether to
 * send it requests.
 */
export function serveProbes({ phase, isAble }: Life): Router {
  const router = express.Router({ caseSensitive: true, strict: true })
  router.get('/healthz', (_request, response) => tell(response, phase() === 'starting' ? 'starting' : 'ok'))
  router.get('/readyz', async (_request, response) => {
    const isThere = phase() === 'serving' && (await isAble())
    // It may have been told to stop meanwhile.
    const now = phase()
    tell(response, now !== 'serving' ? now : isThere ? 'ok' : 'database unreachable')
  })
  return router
}

function tell(response: Parameters<RequestHandler>[1], status: string): void {
  response.set('Cache-Control', 'no-store')
  if (status !== 'ok') response.status(503).set('Retry-After', '1')
  response.json({ status })
}

/**
 * `/metrics`, for this machine where it alone reaches the server, elsewhere for who has the token.
 *
 * @param allowed without a token where the server listens on loopback
 */
export function serveMetrics(
  { text, contentType }: Metrics,
  allowed: Pick<Allowed, 'token' | 'hosts'>,
): Router {
  const router = express.Router({ caseSensitive: true, strict: true })
  const { token } = allowed
  const guard: Middleware = async (request, response, next) => {
    // Of the control plane nothing is loaded before somebody asks.
    const { guardControl, requireOwnPage } = await import('./control/guard.ts')
    const guarded = token === undefined ? requireOwnPage(allowed) : guardControl({ token })
    return guarded(request, response, next)
  }
  router.get('/metrics', guard, async (_request, response) => {
    response.set({ 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(await text())
  })
  return router
}
