import type { Api } from '../server/face/apis.ts'

/** What a key of each API looks like; the mock knows no tenants and takes every one. */
export const keyForms: Record<Api, RegExp> = { atender: /^sa_(live|test)_./, fernand: /^sk_./ }
