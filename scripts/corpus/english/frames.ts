/** Sentences that do not tell what a name is the name of: only a demonstration can. `{a}`, `{b}` and `{c}` are names of any type. */
export const NEUTRAL_FRAMES: readonly string[] = `
(Everyone|Nobody|Somebody) (talked|wrote|asked) about {a} (yesterday|last week|that evening).
{a} was mentioned (again|twice|only once).
(We|They|I) had never heard of {a} before.
There was nothing new about {a}.
{a} and {b} were in the news (again|today|all week).
The report (mentions|names|describes) {a} (briefly|at length|and {b}).
(People|Many) (remember|still speak of) {a}.
What happened to {a} is (unclear|not known|a long story).
The (second|third|last) page is about {a}.
{a} came up in the (discussion|meeting|conversation).
(She|He) could not decide between {a} and {b}.
Without {a} the list would be incomplete.
The name {a} was (new|familiar) to (us|them|her).
(Some|Most) prefer {a} to {b}.
Nothing was said about {a}, but {b} was mentioned (twice|# times).
A note on {a} was added (later|in the margin).
{a}, {b} and {c} were (listed|named) in that order.
It all (began|ended) with {a}.
The file on {a} has # pages.
(Yesterday|Today|Last year) the talk was of {a}.
Do you know {a}?
More about {a} (tomorrow|next week).
Of all names on the list, {a} was the (first|last|shortest).
The letter (says|said) little about {a} and much about {b}.
(He|She) spelled {a} wrong.
There are # notes on {a}.
{a} is (well known|hardly known) here.
(Later|Then|Suddenly) {a} was on everyone's lips.
The photograph shows {a}.
(I|We) looked for {a} in the index, and found {b}.
The question was whether {a} (mattered|counted).
{a} was (praised|criticised|ignored) by all.
Only {a} was left.
Both {a} and {b} are described in the appendix.
The story of {a} is told in every (school|house).
For # years nobody thought of {a}.
The reference to {a} was (removed|corrected).
`
  .trim()
  .split('\n');

/** Sentences without a name. */
export const EMPTY_FRAMES: readonly string[] = `
(Nothing|Not much) happened (that day|on Monday|in the morning).
It rained (all day|for # hours).
The (meeting|dinner|talk) (lasted|took) # hours.
(We|They) waited (in silence|for news|until dark).
The price rose by # per cent (in March|last year).
(She|He) (closed|opened) the (door|window|letter) and left.
There were # people in the room.
In (May|October|winter) the days are (long|short).
The results will be published (on Friday|next month|soon).
Nobody answered the question.
All # copies were sold (in a week|at once).
The rest of the page is blank.
(On Tuesday|In the evening) the weather improved.
It was the (first|second|last) time this year.
`
  .trim()
  .split('\n');
