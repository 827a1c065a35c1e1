/** What runs in the fidelity page: rows that are not asked for are hidden, and with them groups and sections without any. */
export const FILTER = `
(() => {
  const form = document.querySelector('.filter')
  const rows = [...document.querySelectorAll('tr[data-is]')].map(row => ({
    row, group: row.parentElement, section: row.closest('section'), text: '',
  }))
  const show = () => {
    const { text, api, group, show } = Object.fromEntries(new FormData(form))
    const words = text.toLowerCase().split(/\\s+/).filter(Boolean)
    const left = new Set()
    let count = 0
    for (const one of rows) {
      one.text ||= (one.group.rows[0].textContent + ' ' + one.row.textContent).toLowerCase()
      const fits =
        (!api || one.section.dataset.api === api) &&
        (!group || one.group.dataset.group === group) &&
        (!show || (show === 'observed' ? 'seen' in one.row.dataset : one.row.dataset.is === show)) &&
        words.every(word => one.text.includes(word))
      one.row.hidden = !fits
      if (!fits) continue
      count++
      left.add(one.group).add(one.section)
    }
    for (const { group, section } of rows) {
      group.hidden = !left.has(group)
      section.hidden = !left.has(section)
    }
    form.querySelector('output').textContent = count === rows.length ? count + ' facts' : count + ' of ' + rows.length + ' facts'
  }
  form.addEventListener('input', show)
  form.addEventListener('submit', event => event.preventDefault())
  // A browser may have kept what was chosen.
  show()
})()
`
