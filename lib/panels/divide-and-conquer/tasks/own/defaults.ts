/** What "your own task" begins with: a task that anybody can read, which the user then overwrites. */
export const ownDefaults = {
  problems: `The bakery sold 12 loaves on Monday.
On Tuesday it sold 7 loaves and 3 cakes.
On Wednesday it was closed.
On Thursday it sold 15 loaves.
=> 34`,
  split: 'Text:\n{input}\n\nWrite every sentence of the text on a line of its own, word for word, and nothing else.',
  solve: 'Text:\n{part}\n\nHow many loaves were sold in this text? Reply with the number only.',
  merge: 'These numbers of loaves were sold on different days:\n{answers}\n\nAdd them up. Reply with the number only.',
} as const;
