/**
 * What runs in a page that is made here. Commands name the server by the address where it is by default: a page that another
 * one serves below `/docs/` has that one's; published elsewhere, as files, it keeps the default. Blocks of code get a button that copies them as they are shown.
 */
export const SCRIPT = `
(() => {
  const usual = 'http://127.0.0.1:3000'
  const above = location.pathname.split('/docs/')
  const isServed = location.protocol.startsWith('http') && above.length > 1
  const address = isServed ? location.origin + above[0] : usual
  if (address !== usual) {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const node = texts.currentNode
      if (node.data.includes(usual) && !node.parentElement.closest('script')) node.data = node.data.replaceAll(usual, address)
    }
    for (const link of document.querySelectorAll('a[href^="' + usual + '"]')) link.href = address + link.getAttribute('href').slice(usual.length)
  }
  for (const block of document.querySelectorAll('.code:not(.answer)')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = 'Copy'
    button.onclick = async () => {
      const code = block.querySelector('code')
      if (navigator.clipboard) await navigator.clipboard.writeText(code.textContent.trimEnd())
      else {
        getSelection().selectAllChildren(code)
        document.execCommand('copy')
      }
      button.textContent = 'Copied'
      setTimeout(() => { button.textContent = 'Copy' }, 1500)
    }
    block.append(button)
  }
})()
`
