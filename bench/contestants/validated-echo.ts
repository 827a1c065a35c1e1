/**
 * Express with express-openapi-validator, the stack that the reference server is measured against: the same
 * documents and formats, all errors, requests alone, and no storage behind it.
 */
import express, { type RequestHandler } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
import { atenderContract, type Contract, fernandContract } from '../../server/contracts.ts'
import type { ApiSpec } from '../../server/http/document.ts'
import { formats } from '../../server/http/formats.ts'
import { echo } from './echo.ts'

const app = express()
app.use(express.json({ limit: '40mb' }))
const atender = validated(atenderContract)
const fernand = validated(fernandContract)
// Each request passes the validator of its own API alone.
app.use((request, response, next) => {
  const validate = request.path.startsWith('/v1/') ? atender : fernand
  validate(request, response, next)
})
echo(app)
app.listen(Number(process.env.PORT), process.env.HOST ?? '')

function validated(contract: Contract): RequestHandler {
  const router = express.Router()
  router.use(
    ...OpenApiValidator.middleware({
      apiSpec: structuredClone(contract) as object as ApiSpec, // the same one
      validateApiSpec: false,
      validateRequests: { allErrors: true, allowUnknownQueryParameters: true },
      validateResponses: false,
      validateSecurity: false,
      fileUploader: false,
      ignoreUndocumented: true,
      formats: Object.fromEntries(
        Object.entries(formats).map(([name, { validate }]) => [name, { type: 'string', validate }]),
      ),
    }),
  )
  return router
}
