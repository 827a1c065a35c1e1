/** The page at `/`: copies what is to be pasted, and sends it with a click. */
const words = new Map<HTMLButtonElement, string>()

/** Says for a moment what came of it. */
function say(button: HTMLButtonElement, text: string): void {
  if (!words.has(button)) words.set(button, button.textContent ?? '')
  button.textContent = text
  setTimeout(() => {
    button.textContent = words.get(button) ?? ''
  }, 1_500)
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? '')
      say(button, 'Copied')
    } catch {
      say(button, 'Not allowed')
    }
  })
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-send]')) {
  button.hidden = false
  button.addEventListener('click', () => send(button))
}

interface Sent {
  method: string
  url: string
  headers: Record<string, string>
  body: Record<string, unknown>
}

async function send(button: HTMLButtonElement): Promise<void> {
  const place = document.getElementById(button.getAttribute('aria-controls') ?? '')
  if (!place) return
  const { method, url, headers, body } = JSON.parse(button.dataset.send ?? '') as Sent // as the server wrote it
  // A reference of its own, so that each click opens another one.
  if ('externalReference' in body) body.externalReference = `try-${Date.now().toString(36)}`
  button.disabled = true
  try {
    const answer = await fetch(new URL(url).pathname, { method, headers, body: JSON.stringify(body) })
    const text = await answer.text()
    show(place, `${answer.status} ${answer.statusText}`, pretty(text), answer.ok ? idOf(text) : undefined)
  } catch {
    show(place, 'No answer', 'The server does not answer.', undefined)
  } finally {
    button.disabled = false
  }
}

/** What Atender calls `id` and Fernand `conversation_id`. */
function idOf(text: string): string | undefined {
  const { id, conversation_id = id } = JSON.parse(text) as Record<string, unknown>
  return conversation_id === undefined ? undefined : String(conversation_id)
}

function show(place: HTMLElement, status: string, text: string, id: string | undefined): void {
  const [heading, answer] = [document.createElement('p'), document.createElement('pre')]
  heading.className = 'status'
  heading.textContent = `${status} `
  answer.tabIndex = 0
  answer.textContent = text
  if (id !== undefined) {
    const link = document.createElement('a')
    link.href = `/inbox/conversations/${encodeURIComponent(id)}`
    link.textContent = 'See it in the inbox'
    heading.append(link)
  }
  place.replaceChildren(heading, answer)
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
