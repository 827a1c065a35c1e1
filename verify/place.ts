import { readFileSync } from 'node:fs'
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml'

import { contractFile } from '../server/places.ts'
import { type Api, direct } from './contract.ts'

const files = new Map<Api, ReturnType<typeof read>>()

function read(api: Api) {
  const { path, name } = contractFile(api)
  const lines = new LineCounter()
  return { name, lines, document: parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines }) }
}

/**
 * Where a contract says something, for a person to look: `generated/atender/openapi.json:120 #/paths/…`.
 *
 * @param pointer JSON Pointer, through references
 */
export function placeOf(api: Api, pointer: string): string {
  const file = files.get(api) ?? read(api)
  files.set(api, file)
  let node: unknown = file.document.contents
  let line = 1
  for (const segment of direct(api, pointer).split('/').slice(1)) {
    const name = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~')
    const pair = isMap(node) ? node.items.find(({ key }) => String(key) === name) : undefined
    const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(name)] : undefined
    if (next === undefined) break
    const { range } = (pair?.key ?? next) as { range?: [number, number, number] }
    if (range) line = file.lines.linePos(range[0]).line
    node = next
  }
  return `${file.name}:${line}`
}
