import { describe, expect, it } from 'vitest'
import { searchableText, wordsOfHtml } from '../../server/messages/searchable-text.ts'

describe('the text of HTML, for searching', () => {
  it('is what people read, with its entities, and a space for each tag', async () => {
    const html =
      '<!doctype html><html><head><title>no</title><style>a{}</style><body>Gr&uuml;&szlig;e &amp; <B>H&#252;</B>te' +
      '<TEMPLATE>no<template>no</template>no</TEMPLATE><script>if (a<b) no</script><!-- no -->' +
      '<a title="no">end</a>&lt;'
    expect((await searchableText(html)).replace(/\s+/g, ' ').trim()).toBe('Grüße & Hü te end <')
    expect(await wordsOfHtml(html)).toBe('grüße hü te end')
  })

  it.each([
    ['', ''],
    ['plain', 'plain'],
    ['<', '<'],
    ['a <b', 'a'],
    ['<p>a</p><head>no</head>b', 'a b'],
  ])('of %j is %j', async (html, text) => {
    expect((await searchableText(html)).replace(/\s+/g, ' ').trim()).toBe(text)
  })

  it('goes on over the end of a piece', async () => {
    const html = `${'<i></i>'.repeat(9_362)}<b>wor</b>ds &auml;${'<p>x'.repeat(20)}`
    expect((await searchableText(html)).replace(/\s+/g, ' ')).toContain('wor ds ä x x')
  })

  it.each([
    ['tags that are opened', '<div>'],
    ['tags that are closed', '</div>'],
    ['tags around text', '<b>x'],
    ['attributes', 'x=y '],
    ['entities', '&am'],
    ['signs', '<'],
    ['comments', '<!--'],
    ['templates', '<template>'],
    ['heads', '<head><body>'],
  ])('takes at most double and a half for twice as many %s', async (_what, piece) => {
    /** Of the processor, in milliseconds: the least of some runs. */
    const time = async (count: number) => {
      const html = `${piece.endsWith(' ') ? '<a ' : ''}${piece.repeat(count)}`
      let least = Number.POSITIVE_INFINITY
      for (let run = 0; run < 7; run++) {
        const begin = process.cpuUsage()
        await searchableText(html)
        const { user, system } = process.cpuUsage(begin)
        least = Math.min(least, (user + system) / 1000)
      }
      return least
    }
    await time(1_000)
    const [once, twice] = [await time(20_000), await time(40_000)]
    // Below some milliseconds it is the machine that is measured. What is not linear takes a second for each.
    expect(twice).toBeLessThan(2.5 * once + 25)
  })
})
