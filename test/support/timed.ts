/** For a test that a clock judges: what is late once may be so because the machine is busy, three times it is late. */
export const timed = { retry: 2 }
