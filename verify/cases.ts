import { limitCases, readingCases } from './answers.ts'
import type { Case } from './case.ts'
import type { Api } from './contract.ts'
import { refusalCases } from './refusals.ts'
import { bodyCases } from './rules/bodies.ts'
import { composeRules } from './rules/compose.ts'
import { otherTenantCases, readOnlyCases } from './rules/keys.ts'
import { mailRules } from './rules/mail.ts'
import { outboundRules } from './rules/outbound.ts'
import { pageRules } from './rules/pages.ts'
import { webhookRules } from './rules/webhooks.ts'

/** All questions to a server of an API, the simplest first, so that a mistake is told of where it shows most plainly. */
export const casesOf = (api: Api): Case[] => [
  ...readingCases(api),
  ...bodyCases(api),
  ...(api === 'atender' ? [...outboundRules(), ...webhookRules()] : [...composeRules(), ...mailRules()]),
  ...pageRules(api),
  ...(api === 'atender' ? readOnlyCases() : []),
  ...otherTenantCases(api),
  ...refusalCases(api),
  ...limitCases(api),
]
