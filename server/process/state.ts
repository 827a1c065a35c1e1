/** What a tenant has, kept and brought back. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { VirtualClock } from '../control/virtual-clock.ts'
import type { Kept, World } from '../control/world.ts'
import { Refusal } from '../errors/refusal.ts'
import type { ReferenceOptions } from './reference.ts'
import type { Replaceable } from './replaceable.ts'

/** Where states are kept. */
interface Place {
  keep(id: string): Promise<unknown>
  /** @param setClock to be called while nothing runs */
  restore(kept: unknown, setClock: () => void): Promise<void>
  /** As the workspace makes it. */
  begin(setClock: () => void): Promise<void>
}

/**
 * @param place where they are kept
 * @param settle resolves when all that is due is done
 */
export function createState(
  world: Pick<World, 'mailbox' | 'events' | 'requests' | 'faults' | 'receivers'>,
  clock: VirtualClock,
  { place, settle }: { place: Place; settle: () => Promise<void> },
): NonNullable<World['state']> {
  const all = new Map<string, Kept & { frozen: boolean; kept: unknown }>()
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }
  return {
    keep: () =>
      inTurn(async () => {
        await settle()
        const id = `s${all.size + 1}`
        const one = { id, at: clock.now(), frozen: clock.isFrozen, kept: await place.keep(id) }
        all.set(id, one)
        return one
      }),
    restore: id =>
      inTurn(async () => {
        const one = all.get(id)
        if (!one) return undefined
        await place.restore(one.kept, () => clock.set({ now: one.at, frozen: one.frozen }))
        return one
      }),
    reset: () =>
      inTurn(async () => {
        await place.begin(() => clock.reset())
        world.mailbox.clear()
        world.events.clear()
        world.requests.clear()
        world.faults.clear()
        world.receivers.all.clear()
      }),
  }
}

/** States of a database in memory are in memory, too. @param first what it was opened with */
export const inMemory = (
  reference: Replaceable,
  workspace: NonNullable<ReferenceOptions['copy']>['workspace'],
  first: ReferenceOptions,
): Place => ({
  keep: () => reference.copy?.() ?? Promise.resolve(undefined),
  restore: (bytes, setClock) =>
    reference.replace(async () => setClock(), { ...first, copy: { bytes: bytes as Buffer, workspace } }), // as kept
  begin: setClock => reference.replace(async () => setClock(), first),
})

/** Those of a file are files beside it, its owner's alone, for as long as the server runs. */
export const inFiles = (path: string, reference: Replaceable, first: ReferenceOptions): Place => ({
  async keep(id) {
    const target = `${path}${KEPT}${id}`
    await (await open(target, 'w', 0o600)).close()
    await reference.copyTo?.(target)
    return target
  },
  async restore(kept, setClock) {
    const next = `${path}${KEPT}next`
    await rm(next, { force: true })
    await copyFile(kept as string, next) // as kept
    const file = await open(next, 'r+')
    await file.chmod(0o600)
    await file.sync()
    await file.close()
    await reference.replace(
      async () => {
        requireAlone(path)
        await rename(next, path)
        setClock()
      },
      { ...first, hasWorkspace: true },
    )
  },
  begin: setClock =>
    reference.replace(async () => {
      requireAlone(path)
      await rm(path)
      setClock()
    }, first),
})

const KEPT = '-kept-'

/** Removes what a server kept beside its file. */
export async function forgetFiles(path: string): Promise<void> {
  const folder = dirname(path)
  // One that cannot be a database is told by who opens it.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const names = readdirSync(folder).filter(name => name.startsWith(`${basename(path)}${KEPT}`))
  await Promise.all(names.map(name => rm(join(folder, name), { force: true })))
}

/** The last connection takes the WAL with it; while there is one, the file is not to be replaced. */
function requireAlone(path: string): void {
  if (existsSync(`${path}-wal`))
    throw new Refusal('invalid_state', 'Another process has the database open: close it first.')
}
