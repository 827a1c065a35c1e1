/** Strangers' HTML, made safe to show: nothing runs, and nothing is asked for. */
import createDOMPurify from 'dompurify'
import type { Schemas } from '../api.ts'

export interface Clean {
  /** What belongs into the body of a document of its own. */
  content: DocumentFragment
  /** Whether it shows nothing. */
  isEmpty: boolean
  /** Whether it has colours of its own, which are made for white paper. */
  isPainted: boolean
  /** How many pictures stand elsewhere, which are only shown when the reader asks. */
  remote: number
}

interface Pictures {
  /** Whether those that stand elsewhere are shown. */
  remote: boolean
  /** Those inside the mail, by their Content-ID, as `data:` URLs. */
  inside: ReadonlyMap<string, string>
}

/** What a mail has no use for once nothing runs and nothing is sent. */
const FORBIDDEN = [
  ...['form', 'input', 'button', 'select', 'option', 'optgroup', 'textarea', 'label', 'fieldset', 'output'],
  ...['video', 'audio', 'source', 'track', 'picture', 'map', 'area', 'dialog', 'template', 'slot', 'meter'],
  ...['base', 'meta', 'link', 'title', 'iframe', 'object', 'embed', 'marquee', 'progress', 'datalist'],
]

/** What gives colours, and what is seldom made for a dark ground. */
const PAINTED = 'style, [bgcolor], [color], [background], [style*=color], [style*=background], img'
/** What acts while it is read, in whatever document: it becomes an element that nobody knows, and is dropped. */
const ACTS = /<(\/?)(base|track)(?![\w-])/gi
/** No SVG among them, which can hold scripts. */
const TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
] satisfies Schemas['InlinePart']['type'][]
const PICTURE = new RegExp(`^data:(${TYPES.join('|')});base64,[a-z0-9+/=\\s]*$`, 'i')
const LINK = /^(https?:|mailto:|tel:)/i
const REMOTE = /^https?:/i
/** As browsers write a value down, which leaves no escapes. */
const REMOTE_URL = /\burl\("https?:[^"\\]*"\)/i
const REMOTE_URLS = new RegExp(REMOTE_URL, 'gi')
/** Where pictures stand in styles. */
const PICTURE_STYLES = new Set(['background-image', 'list-style-image'])
/** Lengths of the window, which is made as tall as what it holds: it would grow for ever. */
const TALL = /\d[sld]?v(h|b|max)\b/i
/** The functions of CSS that name something to be loaded. */
const LOADS =
  /\b(url|src|image|image-set|-webkit-image-set|cross-fade|-webkit-cross-fade|element|paint)\s*\(/i

/** Whether a part of a mail is shown as a picture inside it, by its media type. */
export const isPicture = (type: string): boolean => TYPES.some(one => one === type)

/**
 * @param html what a stranger wrote
 * @param place the window that it is shown in, by whose policy it is read: styles inside the text are allowed there
 */
export function sanitise(html: string, pictures: Pictures, place: Window & typeof globalThis): Clean {
  let remote = 0

  /** What may stand as the address of a picture; undefined for nothing. */
  const pictureAt = (address: string): string | undefined => {
    const trimmed = address.trim()
    if (PICTURE.test(trimmed)) return trimmed
    const [, id] = /^cid:(.+)$/i.exec(trimmed) ?? []
    if (id !== undefined) return pictures.inside.get(decoded(id))
    if (!REMOTE.test(trimmed)) return undefined
    remote++
    return pictures.remote ? trimmed : undefined
  }

  const isPlain = (rule: CSSRule): rule is CSSStyleRule | CSSMediaRule =>
    rule instanceof place.CSSStyleRule || rule instanceof place.CSSMediaRule

  const cleanStyle = (style: CSSStyleDeclaration): void => {
    for (const name of [...style]) {
      const value = style.getPropertyValue(name)
      // What a property of its own holds is not read before it is used.
      const isOwn = name.startsWith('--')
      const [isRemote, others] = [REMOTE_URL.test(value), value.replaceAll(REMOTE_URLS, '')]
      const isPicture = isRemote && PICTURE_STYLES.has(name)
      if (isPicture) remote++
      const isLoading = LOADS.test(isPicture && pictures.remote ? others : value)
      if (isOwn || isLoading || TALL.test(value)) style.removeProperty(name)
    }
  }

  const cleanSheet = (text: string): string => {
    const sheet = new place.CSSStyleSheet()
    // Without its @import, which a sheet that is made so does not follow.
    sheet.replaceSync(text)
    cleanRules(sheet.cssRules)
    return [...sheet.cssRules]
      .filter(isPlain)
      .map(rule => rule.cssText)
      .join('\n')
  }

  const cleanRules = (rules: CSSRuleList): void => {
    for (const rule of rules) {
      if (rule instanceof place.CSSStyleRule) cleanStyle(rule.style)
      if (isPlain(rule)) {
        for (let index = rule.cssRules.length - 1; index >= 0; index--) {
          const inner = rule.cssRules[index]
          if (inner && !isPlain(inner)) rule.deleteRule(index)
        }
        cleanRules(rule.cssRules)
      }
    }
  }

  const purify = createDOMPurify(place)
  purify.addHook('afterSanitizeAttributes', node => {
    if (node.nodeName === 'STYLE') node.textContent = cleanSheet(node.textContent ?? '')
    if ('style' in node && node.hasAttribute('style')) {
      const { style } = node as HTMLElement // HTML is all that is left
      cleanStyle(style)
      // As the browser understands it: what it does not know is gone.
      if (style.length > 0) node.setAttribute('style', style.cssText)
      else node.removeAttribute('style')
    }
    for (const name of ['src', 'background']) {
      const given = node.getAttribute(name)
      if (given === null) continue
      const address = node.nodeName === 'IMG' || name === 'background' ? pictureAt(given) : undefined
      if (address === undefined) node.removeAttribute(name)
      else node.setAttribute(name, address)
    }
    if (node.nodeName === 'A') {
      const href = node.getAttribute('href')?.trim() ?? ''
      if (!LINK.test(href)) node.removeAttribute('href')
      node.setAttribute('target', '_blank')
      node.setAttribute('rel', 'noopener noreferrer nofollow')
    } else node.removeAttribute('href')
  })
  const whole = purify.sanitize(html.replaceAll(ACTS, '<$1x-$2'), {
    USE_PROFILES: { html: true },
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
    FORBID_TAGS: FORBIDDEN,
    FORBID_ATTR: [
      'srcset',
      'ping',
      'autofocus',
      'autoplay',
      'contenteditable',
      'accesskey',
      'tabindex',
      'id',
      'name',
    ],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ADD_TAGS: ['style'],
    ADD_ATTR: ['background', 'target'],
    ADD_URI_SAFE_ATTR: ['background'],
    ALLOWED_URI_REGEXP: /^(https?:|mailto:|tel:|cid:|data:image\/)/i,
  })
  const content = place.document.createDocumentFragment()
  const body = whole.querySelector('body')
  for (const style of whole.querySelectorAll('head style')) content.append(style)
  // What the body is painted with is painted by an element that stands for it.
  const canvas = place.document.createElement('div')
  canvas.className = 'canvas'
  for (const name of ['style', 'bgcolor', 'dir', 'lang'])
    if (body?.hasAttribute(name)) canvas.setAttribute(name, body.getAttribute(name) ?? '')
  canvas.append(...(body?.childNodes ?? []))
  for (const picture of canvas.querySelectorAll('img:not([src])')) {
    const words = place.document.createElement('span')
    words.className = 'picture'
    words.textContent = picture.getAttribute('alt') || 'picture'
    picture.replaceWith(words)
  }
  foldQuotes(canvas)
  content.append(canvas)
  const isPainted = content.querySelector(PAINTED) !== null
  const isEmpty = canvas.textContent.trim() === '' && !canvas.querySelector('img, hr, table')
  return { content, remote, isPainted, isEmpty }
}

const decoded = (id: string): string => {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** Where mail programs put what is answered. */
const QUOTES = 'blockquote[type=cite], .gmail_quote, .yahoo_quoted, .protonmail_quote, blockquote.quote'

/** Folds what is quoted at the end, which its reader knows. */
function foldQuotes(canvas: HTMLElement): void {
  const quote = canvas.querySelector(QUOTES)
  if (!quote || !canvas.textContent?.trim()) return
  const parent = quote.parentNode
  const before = canvas.ownerDocument.createRange()
  before.setStart(canvas, 0)
  before.setEndBefore(quote)
  // A mail that is nothing but a quote says something by it.
  if (before.toString().trim() === '' || !parent) return
  const details = canvas.ownerDocument.createElement('details')
  const summary = canvas.ownerDocument.createElement('summary')
  summary.textContent = 'Quoted text'
  parent.insertBefore(details, quote)
  details.append(summary, quote)
}
