import { useSignalEffect } from '@preact/signals'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { isSignedOut, Refused } from './api.ts'
import { version } from './live.ts'
import { tenant } from './settings.ts'

export interface Query<Data> {
  /** What was read last; undefined until the first answer to this key. */
  data: Data | undefined
  /** Why it cannot be read. */
  error: Refused | undefined
  refresh: () => void
}

/**
 * Reads something, and again whenever something of the tenant has changed.
 *
 * @param key what is read; with another one, what was read before is forgotten
 * @param follows whether it can change while somebody looks: what the workspace file brings does not
 */
export function useQuery<Data>(key: string, read: () => Promise<Data>, { follows = true } = {}): Query<Data> {
  const [state, setState] = useState<{ key: string; data?: Data; error?: Refused }>({ key: '' })
  const latest = useRef({ key, read, turn: 0 })
  const whole = `${tenant.value} ${key}`
  latest.current.key = whole
  latest.current.read = read

  const refresh = useCallback(async () => {
    const asked = latest.current.key
    const turn = ++latest.current.turn
    try {
      const data = await latest.current.read()
      if (latest.current.key === asked && latest.current.turn === turn) setState({ key: asked, data })
    } catch (error) {
      if (latest.current.key !== asked || latest.current.turn !== turn) return
      const refused = error instanceof Refused ? error : new Refused(0, String(error))
      // What is known stays in sight while the server is away.
      setState(before =>
        refused.status === 404 || before.key !== asked
          ? { key: asked, error: refused }
          : { ...before, error: refused },
      )
    }
  }, [])

  // The key says what is read.
  useEffect(() => void refresh(), [whole])
  const known = useRef(version.peek())
  useSignalEffect(() => {
    isSignedOut.value
    if (!follows || version.value === known.current) return
    known.current = version.value
    void refresh()
  })
  const { data, error } = state.key === whole ? state : { data: undefined, error: undefined }
  return { data, error, refresh }
}
