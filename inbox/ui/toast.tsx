import { signal } from '@preact/signals'

const said = signal<{ text: string; isBad: boolean } | undefined>(undefined)
let timer: ReturnType<typeof setTimeout> | undefined

/** Says something at the edge of the page: what went wrong, or what was done. */
export function tell(what: unknown): void {
  const isBad = what instanceof Error
  said.value = { text: isBad ? what.message : String(what), isBad }
  clearTimeout(timer)
  timer = setTimeout(() => (said.value = undefined), isBad ? 8_000 : 3_000)
}

export const Toast = () => (
  <div class="toasts" role="status">
    {said.value && (
      <p class={said.value.isBad ? 'toast bad' : 'toast'}>
        {said.value.text}
        <button
          type="button"
          class="button bare"
          aria-label="Dismiss"
          onClick={() => (said.value = undefined)}
        >
          ×
        </button>
      </p>
    )}
  </div>
)
