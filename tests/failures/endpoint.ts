import { type FailureArea, journal, otherTrials } from './row';

const reply = ['unit/engines/endpoint-replies.test.ts', '%s is named'] as const;
const trouble = 'unit/engines/endpoint.test.ts';
const stress = 'unit/engines/endpoint-stress.test.ts';

export const endpoint: FailureArea = {
  title: 'Servers',
  rows: [
    {
      what: 'Nobody listens at the address.',
      sees: 'endpoint-unreachable',
      kept: journal,
      test: [trouble, 'is named unreachable where nobody listens'],
    },
    {
      what: 'The server refuses the key.',
      sees: 'endpoint-unauthorised',
      kept: journal,
      test: [trouble, 'is named unauthorised on 401 and 403, at the first try'],
    },
    {
      what: 'The server says that it is busy (429), and for how long.',
      sees: 'endpoint-busy',
      kept: 'Every answer that came; the run is paused and goes on by itself.',
      test: [
        'unit/engines/gate.test.ts',
        'stops all calls for as long as the server asks, then lets one try, and all pass once it was answered',
      ],
    },
    {
      what: 'The server never says anything but that it is busy (429).',
      sees: 'endpoint-down',
      kept: `${journal} Fewer than 20 requests were made, and there is no score.`,
      test: [trouble, 'is given up once it has been busy for too long, after a handful of tries'],
    },
    {
      what: 'The server asks for a longer wait than the patience of the person.',
      sees: 'endpoint-down',
      kept: `${journal} One request was made.`,
      test: ['unit/cli.test.ts', 'gives a server up at once that asks for a longer wait than the patience'],
    },
    {
      what: 'The server dies in the middle of a run.',
      sees: 'endpoint-down',
      kept: journal,
      test: ['unit/engines/gate.test.ts', 'ends all calls when the patience with %s is over, until it is forgiven'],
    },
    {
      what: 'The server is away for a while.',
      sees: { words: 'The run is paused, says until when, and goes on by itself.' },
      kept: 'Every answer that came.',
      test: ['unit/cli.test.ts', 'goes on by itself after an outage'],
    },
    { what: 'The account has nothing left to spend.', sees: 'endpoint-quota', kept: journal, test: reply },
    {
      what: 'The address lacks /v1 or belongs to something else.',
      sees: 'endpoint-address',
      kept: journal,
      test: [stress, 'without /v1 is named where nothing answers there'],
    },
    {
      what: 'The server sends calls on to another server.',
      sees: 'endpoint-redirect',
      kept: 'The key and the prompts: nothing is sent there.',
      test: [stress, 'a redirect to another server is refused with its name, and nothing is sent there'],
    },
    {
      what: 'The server refuses a setting of the experiment.',
      sees: 'endpoint-field',
      kept: 'The experiment: no setting is changed unasked.',
      test: [stress, 'is never changed for %s, unless a person or its value allows it'],
    },
    {
      what: 'The server refuses a request for another reason.',
      sees: 'endpoint-refused',
      kept: otherTrials,
      test: [trouble, "is named refused on other 4xx, with the server's words as plain, short text"],
    },
    {
      what: 'The server answers with a page of HTML, or other text that is not in the OpenAI format.',
      sees: 'endpoint-protocol',
      kept: otherTrials,
      test: ['unit/engines/frames.test.ts', 'are %s for %j'],
    },
    { what: 'A stream ends before its answer does.', sees: 'endpoint-cut', kept: otherTrials, test: reply },
    {
      what: 'The connection breaks in the middle of an answer, again and again.',
      sees: 'endpoint-cut',
      kept: otherTrials,
      test: [trouble, 'is named cut, and not unreachable, where every answer breaks off with its connection'],
    },
    {
      what: 'One answer in ten of a server that is always right is cut off.',
      sees: 'endpoint-cut',
      kept: 'All that was answered, which is all right; the rest counts in no figure.',
      test: [
        'unit/panels/divide-and-conquer/spoiled.test.ts',
        'is right in all that it answered, by every strategy: %s',
      ],
    },
    { what: 'A filter withholds an answer.', sees: 'endpoint-filtered', kept: otherTrials, test: reply },
    { what: 'A reply holds no answer.', sees: 'endpoint-no-answer', kept: otherTrials, test: reply },
    {
      what: 'A stream goes on far beyond the longest answer.',
      sees: 'endpoint-overrun',
      kept: 'The memory; all other trials.',
      test: ['unit/engines/endpoint-replies.test.ts', 'is cut short where a stream goes on beyond the longest answer'],
    },
    {
      what: 'An answer trickles without an end.',
      sees: 'timed-out',
      kept: otherTrials,
      test: [stress, 'an answer that trickles ends at the limit of the whole call'],
    },
    {
      what: 'The longest answer does not fit behind the prompt.',
      sees: 'answer-limit',
      kept: otherTrials,
      test: reply,
    },
    {
      what: 'A reasoning model spends the longest answer before it answers.',
      sees: 'reasoning-limit',
      kept: otherTrials,
      test: reply,
    },
    {
      what: 'A server repeats the key in a reply or an error.',
      sees: { words: 'The text without the key.' },
      kept: 'The key: it is in no journal, file or log.',
      test: [stress, 'a key that a server repeats is in no text, no log-probability and no fact, however it is cut'],
    },
  ],
};
