/** The fixture of `conversation-contracts/testing` fits both runners. */
import { test as playwright } from '@playwright/test'
import { test as vitest } from 'vitest'
import { type Tenant, tenantFixture } from '../../testing/index.ts'

playwright.extend<{ tenant: Tenant }>({ tenant: tenantFixture() })
vitest.extend<{ tenant: Tenant }>({ tenant: tenantFixture(() => 'http://127.0.0.1:3000') })
// @ts-expect-error It gives a tenant and nothing else.
playwright.extend<{ tenant: string }>({ tenant: tenantFixture() })
