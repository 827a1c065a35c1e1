/** Mail servers and receivers that do not do their part. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Others } from '../others.ts'
import { A_WHILE, type Fault } from './fault.ts'

const mailServer = (what: Others['mail']): Fault => ({
  name: `the mail server ${what}`,
  async strike({ others }) {
    others.mail = what
    await sleep(A_WHILE)
    others.mail = 'takes'
  },
})

const receiver = (what: Others['hook']): Fault => ({
  name: `the receiver ${what}`,
  async strike({ others }) {
    others.hook = what
    await sleep(A_WHILE)
    others.hook = 'answers'
  },
})

export const othersFaults: readonly Fault[] = [
  mailServer('hangs'),
  mailServer('answers 421'),
  mailServer('cuts after DATA'),
  receiver('is silent'),
  receiver('answers 500'),
]
