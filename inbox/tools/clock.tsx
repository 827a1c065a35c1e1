import { ask, control } from '../api.ts'
import { countdown, exact } from '../format.ts'
import { clock, now } from '../live.ts'
import { useQuery } from '../query.ts'
import { tenant } from '../settings.ts'
import { Action, Empty, Problem, State, Time } from '../ui/basics.tsx'
import { tell } from '../ui/toast.tsx'
import { Tool } from '../ui/tool.tsx'

const tasks: Record<string, string> = {
  sendMail: 'Send a mail',
  wakeConversation: 'Wake a snoozed conversation',
  checkSla: 'Look at a service level',
}

const steps = [
  { name: '+1 minute', seconds: 60 },
  { name: '+1 hour', seconds: 3_600 },
  { name: '+1 day', seconds: 86_400 },
  { name: '+3 days', seconds: 259_200 },
]

const advance = async (seconds: number) => {
  await ask(control.POST('/_control/clock/advance', { body: { seconds } }))
  tell('Time has passed, and what was due is done.')
}

/** The tenant's time, and what is due when. */
export function Clock() {
  const jobs = useQuery('jobs', () => ask(control.GET('/_control/jobs')))
  const deliveries = useQuery('due deliveries', () => ask(control.GET('/_control/deliveries')))
  const due = [
    ...(jobs.data?.data.map(({ task, dueAt, attempts }) => ({
      what: tasks[task] ?? task,
      dueAt,
      attempts,
    })) ?? []),
    ...(deliveries.data?.data.flatMap(({ event, url, nextAttemptAt, attempts }) =>
      nextAttemptAt === null ? [] : [{ what: `Deliver ${event} to ${url}`, dueAt: nextAttemptAt, attempts }],
    ) ?? []),
  ].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
  const { frozen = false, nextDueAt = null } = clock.value ?? {}
  const untilNext =
    nextDueAt === null ? undefined : Math.max(1, Math.ceil((Date.parse(nextDueAt) - now.value) / 1000))
  return (
    <Tool
      title="Clock"
      about={`What time it is for the tenant ${tenant.value}. When it moves on, all that is due on the way is done, each at its own time.`}
      docs="advanceClock"
    >
      <div class="clock-face">
        <p class="big-time" aria-live="off">
          {new Date(now.value).toLocaleTimeString('en')}
        </p>
        <p>
          {exact(new Date(now.value).toISOString())} {frozen && <State tone="busy">stands still</State>}
        </p>
        <div class="row">
          {steps.map(({ name, seconds }) => (
            <Action key={name} run={() => advance(seconds)}>
              {name}
            </Action>
          ))}
          <Action
            kind="main"
            disabled={untilNext === undefined}
            run={() => (untilNext === undefined ? undefined : advance(untilNext))}
          >
            {untilNext === undefined
              ? 'Nothing is due'
              : `To what is due next (${countdown(untilNext * 1000)})`}
          </Action>
        </div>
        <div class="row">
          <Action run={() => ask(control.PUT('/_control/clock', { body: { frozen: !frozen } }))}>
            {frozen ? 'Let it run' : 'Stop it'}
          </Action>
          <Action kind="bare" run={() => ask(control.DELETE('/_control/clock'))}>
            Back to real time
          </Action>
        </div>
      </div>
      <h2>What is due</h2>
      {jobs.error && <Problem error={jobs.error} again={jobs.refresh} />}
      {due.length === 0 && !jobs.error ? (
        <Empty icon="clock" title="Nothing is due">
          <p>
            A mail with a delay, a snoozed conversation, a webhook that failed: they wait here for their time.
          </p>
        </Empty>
      ) : (
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th>What</th>
                <th>When</th>
                <th>Attempts</th>
              </tr>
            </thead>
            <tbody>
              {due.slice(0, 200).map(({ what, dueAt, attempts }, index) => (
                // Two may be alike.
                <tr key={index}>
                  <td data-label="What">{what}</td>
                  <td data-label="When">
                    <Time at={dueAt} />
                  </td>
                  <td data-label="Attempts">{attempts}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Tool>
  )
}
