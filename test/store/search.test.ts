import { expect, it } from 'vitest'
import { wordsOf } from '../../server/store/search.ts'

it.each([
  ['', ''],
  [' \n–…! ', ''],
  ['Hello, WORLD: it’s 2 o’clock', 'hello world it s 2 o clock'],
  ['ﬁne Ⅳ ｆｕｌｌ', 'fine iv full'],
  ['naïve Straße नमस्ते', 'naïve straße नमस्ते'],
  [`${'a'.repeat(100)} ${'b'.repeat(101)} c`, `${'a'.repeat(100)} ${'b'.repeat(100)} c`],
  ['x'.repeat(70_000), 'x'.repeat(100)],
])('the words of %j', (text, words) => {
  expect(wordsOf(text)).toBe(words)
})
