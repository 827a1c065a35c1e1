/** The floor: node:http, JSON, one compiled Ajv validator per route, and nothing else. */
import { createServer, type ServerResponse } from 'node:http'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import atender from '../../generated/atender/openapi.json' with { type: 'json' }
import fernand from '../../generated/fernand/openapi.json' with { type: 'json' }
import { formats } from '../../server/http/formats.ts'
import { composed, created, found } from './answers.ts'

const ajv = new Ajv2020({ strict: false, allErrors: true, useDefaults: true })
addFormats.default(ajv)
for (const [name, { validate }] of Object.entries(formats)) ajv.addFormat(name, { type: 'string', validate })
ajv.addSchema({ ...atender }, 'atender')
ajv.addSchema({ ...fernand }, 'fernand')

const compile = (ref: string) => ajv.compile({ $ref: ref })
const isConversation = compile('atender#/components/schemas/ConversationCreate')
const isMail = compile('fernand#/components/schemas/ConversationCompose')
const isReference = compile('atender#/components/parameters/externalReference/schema')

createServer((request, response) => {
  const [path, query] = (request.url ?? '').split('?')
  if (request.method === 'GET') {
    const reference = new URLSearchParams(query).get('externalReference')
    if (isReference(reference)) send(response, 200, found(reference))
    else send(response, 400, { error: isReference.errors })
    return
  }
  const chunks: Buffer[] = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString())
    if (path === '/conversations/compose') answer(response, isMail, body, 200, composed)
    else answer(response, isConversation, body, 201, created)
  })
}).listen(Number(process.env.PORT), process.env.HOST)

function answer(
  response: ServerResponse,
  validate: ValidateFunction,
  body: Record<string, unknown>,
  status: number,
  view: (body: Record<string, unknown>) => object,
): void {
  if (validate(body)) send(response, status, view(body))
  else send(response, 400, { error: validate.errors })
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  })
  response.end(text)
}
