/** Plain Express as most people write it: it parses JSON and answers JSON, and checks nothing. */
import express from 'express'
import { echo } from './echo.ts'

const app = express()
app.use(express.json({ limit: '40mb' }))
echo(app)
app.listen(Number(process.env.PORT), process.env.HOST ?? '')
