import { describe, expect, it } from 'vitest'
import { searchableText, wordsOfHtml } from '../../server/messages/searchable-text.ts'
import { expectLinear } from '../support/linear.ts'

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
    const open = piece.endsWith(' ') ? '<a ' : ''
    await expectLinear(count => searchableText(`${open}${piece.repeat(count)}`), 20_000)
  })
})
