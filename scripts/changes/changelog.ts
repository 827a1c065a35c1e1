/** CHANGELOG.md, in the form of keepachangelog.com. */

/** `text` is what stands below the heading; `date` is undefined as long as the version is not released. */
export type Section = { readonly version: string; readonly date: string | undefined; readonly text: string }

/** @returns the sections as they stand, the newest first */
export const readChangelog = (markdown: string): Section[] =>
  markdown
    .split(/^## /m)
    .slice(1)
    .map(part => {
      const [heading = '', ...lines] = part.split('\n')
      const [, version = heading.trim(), date] =
        /^\[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?/.exec(heading) ?? []
      return { version, date, text: lines.join('\n').trim() }
    })

/** @returns each entry of the section's lists, on one line */
export const entriesOf = ({ text }: Section): string[] =>
  text
    .split(/^- /m)
    .slice(1)
    .map(entry => (entry.split('\n#')[0] ?? '').replaceAll(/\s+/g, ' ').trim())
