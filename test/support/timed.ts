/** For a test that a clock judges: what is late on a busy machine is tried again, twice at most; nothing else is. */
export const timed = { retry: { count: 2, condition: /\bto be less than \d|Timeout 1000ms exceeded/ } }
