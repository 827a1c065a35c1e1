import { useState } from 'preact/hooks'
import { ask, control, type Schemas } from '../api.ts'
import { pretty } from '../format.ts'
import { useQuery } from '../query.ts'
import { Action, Code, State, Time } from '../ui/basics.tsx'

type Receiver = Schemas['Receiver']
type Answers = Receiver['answers']

/** How a receiver can be told to answer. */
const behaviours: { name: string; answers: Answers }[] = [
  { name: 'Takes everything (204)', answers: [204] },
  { name: 'Fails twice, then takes it (500, 500, 204)', answers: [500, 500, 204] },
  { name: 'Always fails (500)', answers: [500] },
  { name: 'Wants no more (410)', answers: [410] },
]

const inWords = (answer: Answers[number]): string =>
  typeof answer === 'object' ? `${answer.status} after ${answer.afterSeconds ?? 0} s` : String(answer)

/** The places on this server that webhooks can be sent to. */
export const Receivers = ({ all }: { all: Receiver[] }) =>
  all.length === 0 ? null : (
    <>
      <h2>Receivers on this server</h2>
      <ul class="cards">
        {all.map(receiver => (
          <One key={receiver.name} receiver={receiver} />
        ))}
      </ul>
    </>
  )

function One({ receiver: { name, url, answers } }: { receiver: Receiver }) {
  const path = { path: { name } }
  const requests = useQuery(`receiver ${name}`, () =>
    ask(control.GET('/_control/receivers/{name}/requests', { params: path })),
  )
  const [isOpen, setOpen] = useState(false)
  const chosen = behaviours.findIndex(one => JSON.stringify(one.answers) === JSON.stringify(answers))
  const came = requests.data?.data ?? []
  const answer = async (index: number) => {
    const behaviour = behaviours[index]
    if (behaviour)
      await ask(
        control.PUT('/_control/receivers/{name}', { params: path, body: { answers: behaviour.answers } }),
      )
  }
  return (
    <li class="panel">
      <div class="row between">
        <h3>{name}</h3>
        <button type="button" class="button bare" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {came.length === 1 ? 'one request' : `${came.length} requests`}
        </button>
      </div>
      <p class="address">{url}</p>
      <label class="field">
        <span>Answers</span>
        <select value={String(chosen)} onChange={event => void answer(Number(event.currentTarget.value))}>
          {chosen === -1 && <option value="-1">{answers.map(inWords).join(', ')}</option>}
          {behaviours.map(({ name: title }, index) => (
            <option key={title} value={index}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {isOpen && (
        <ol class="tries">
          {came.toReversed().map(({ id, at, verified, answered, body, headers }) => (
            <li key={id}>
              <State tone={verified ? 'good' : 'bad'}>
                {verified ? 'signature verified' : 'signature is wrong'}
              </State>{' '}
              <State tone={answered !== null && answered < 300 ? 'good' : 'bad'}>
                {answered ?? 'no answer'}
              </State>{' '}
              <Time at={at} /> <code>{headers['webhook-id']}</code>
              <Code text={pretty(body)} what="the body" />
            </li>
          ))}
        </ol>
      )}
      <Action kind="danger" run={() => ask(control.DELETE('/_control/receivers/{name}', { params: path }))}>
        Remove
      </Action>
    </li>
  )
}
