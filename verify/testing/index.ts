/** `conversation-contracts/testing`: a matcher for vitest and Jest, and recorded answers held against the contract. */
export type { Api, Provenance } from '../contract.ts'
export type { Breach } from '../judge.ts'
export { checkFixture, type FixtureHints, type FixtureResult } from './fixtures.ts'
export { type ContractMatchers, type MatcherResult, toMatchContract } from './matcher.ts'
export type { Received } from './received.ts'
