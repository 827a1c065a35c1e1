/**
 * Copies what is in the WAL into the file, in a thread of its own; see checkpoint.ts. JavaScript, so that the thread
 * loads nothing to strip types.
 */
import { parentPort, workerData } from 'node:worker_threads'
import SqliteDatabase from 'better-sqlite3'

const connection = new SqliteDatabase(workerData, { fileMustExist: true, timeout: 0 })
connection.pragma('synchronous = FULL')

parentPort?.on('message', message => {
  if (message === 'close') {
    connection.close()
    parentPort?.close()
    return
  }
  try {
    connection.pragma('wal_checkpoint(PASSIVE)')
  } catch {
    // The writer's own checkpoint meets the same, and requests tell of it.
  }
  parentPort?.postMessage('done')
})
