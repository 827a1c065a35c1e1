import type { ComponentChildren } from 'preact'
import type { OperationId } from '../../generated/control/operations.ts'
import { docsOf } from '../places.ts'
import { Icon } from './icon.tsx'

/** A page beside the inbox: what it is for, what can be done, and what there is. */
export const Tool = ({
  title,
  about,
  docs,
  actions,
  children,
}: {
  title: string
  about: ComponentChildren
  /** The operation whose reference explains it. */
  docs: OperationId
  actions?: ComponentChildren
  children: ComponentChildren
}) => (
  <section class="tool" aria-labelledby="tool-title">
    <header>
      <div>
        <h1 id="tool-title">{title}</h1>
        <p>
          {about}{' '}
          <a class="docs" href={docsOf(docs)} target="_blank" rel="noreferrer">
            <Icon name="book" /> Docs
          </a>
        </p>
      </div>
      <div class="row">{actions}</div>
    </header>
    {children}
  </section>
)

/** A list, and what is chosen of it beside it. */
export const Split = ({
  list,
  children,
  isOpen,
}: {
  list: ComponentChildren
  children: ComponentChildren
  isOpen: boolean
}) => (
  <div class={isOpen ? 'split has-open' : 'split'}>
    <div class="split-list">{list}</div>
    <div class="split-detail">{children}</div>
  </div>
)
