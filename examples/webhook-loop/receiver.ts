/** Receives signed events, verifies each of them, and prints one line for each: PORT and SECRET_FILE say where. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

const seen = new Set<string>()
createServer(async (request, response) => {
  const body = await text(request)
  const id = String(request.headers['webhook-id'])
  try {
    const secret = readFileSync(process.env.SECRET_FILE ?? '', 'utf8').trim()
    const { event, data } = new Webhook(secret).verify(body, request.headers as Record<string, string>) as {
      event: string
      data: { text?: string }
    }
    if (!seen.has(id)) process.stdout.write(`${event} ${data.text ?? ''} ${id}\n`)
    seen.add(id)
    response.writeHead(204).end()
  } catch {
    response.writeHead(400).end()
  }
}).listen(Number(process.env.PORT), '127.0.0.1')
