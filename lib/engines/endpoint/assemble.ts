import { Failure } from '@/lib/core/failure';
import type { ChatDelta, ChatEnd, ChatRequest, TokenLogprob } from '@/lib/engines/contract';
import { StopFilter } from '@/lib/transformer/generation/stop';
import { readFinish } from './finish';
import { createRedactor, plainWords } from './redact';
import type { AnswerPart } from './schema';

/** How much longer than `max_tokens` an answer may seem, since pieces and characters are no tokens. */
const most = { pieces: 8, characters: 64, slack: 1_000 };

/** An answer as it comes together from its parts. */
export interface Assembly {
  /**
   * What is new in some parts; null for nothing.
   * @throws Failure `endpoint-overrun` for an answer far longer than asked, `endpoint-filtered` for a refusal in its place
   */
  add(parts: readonly AnswerPart[]): ChatDelta | null;
  /** Whether a stop string has ended the answer here. */
  readonly isStopped: boolean;
  /**
   * What was held back, and how the answer ended.
   * @throws Failure `reasoning-limit` or `endpoint-no-answer` where there is none
   */
  end(): Omit<ChatDelta, 'end'> & { end: Omit<ChatEnd, 'timings'> };
}

/** @param cutsHere whether the stop strings did not reach the server */
export function createAssembly(request: ChatRequest, key: string | undefined, cutsHere: boolean): Assembly {
  const redactor = createRedactor(key);
  const filter = new StopFilter(cutsHere ? request.stop : []);
  let pieces = 0;
  let thoughts = 0;
  let length = 0;
  let finish: string | undefined;
  let usage: ChatEnd['usage'] | undefined;
  let reasoned = 0;
  let hasContent = false;
  /** Log-probabilities whose text is held back: they could spell the key. */
  let heldLogprobs: TokenLogprob[] = [];

  function releasedLogprobs(): TokenLogprob[] {
    if (redactor.found || redactor.holds) return [];
    const released = heldLogprobs;
    heldLogprobs = [];
    return released;
  }

  const delta = (text: string): ChatDelta | null => {
    const logprobs = releasedLogprobs();
    return text === '' && logprobs.length === 0 ? null : { text, ...(logprobs.length > 0 && { logprobs }) };
  };

  function add(part: AnswerPart): string {
    if (part.refusal) throw new Failure('endpoint-filtered', `It said: ${plainWords(part.refusal, key)}`);
    finish = part.finish ?? finish;
    usage = part.usage ?? usage;
    reasoned = part.reasoningTokens ?? reasoned;
    hasContent ||= part.hasContent;
    const { max_tokens } = request;
    if (part.reasons) thoughts++;
    if (part.text !== '') pieces++;
    length += part.text.length;
    if (pieces + thoughts > max_tokens * most.pieces + most.slack || length > max_tokens * most.characters + most.slack)
      throw new Failure('endpoint-overrun', `It was asked for at most ${max_tokens} tokens.`);
    if (filter.stopped || part.text === '') return '';
    heldLogprobs.push(...(part.logprobs ?? []));
    return filter.push(redactor.push(part.text));
  }

  return {
    add: parts => delta(parts.map(add).join('')),
    get isStopped() {
      return filter.stopped;
    },
    end() {
      const text = filter.push(redactor.flush()) + filter.flush();
      const finish_reason = finish === undefined || filter.stopped ? 'stop' : readFinish(finish);
      if (length === 0) {
        const isReasoning = thoughts > 0 || reasoned > 0;
        if (isReasoning && finish_reason === 'length')
          throw new Failure('reasoning-limit', `It may write ${request.max_tokens} tokens, its reasoning included.`);
        if (isReasoning) throw new Failure('endpoint-no-answer', 'It holds reasoning and nothing else.');
        if (!hasContent) throw new Failure('endpoint-no-answer', 'It holds no text.');
        if (finish_reason === 'length')
          throw new Failure('endpoint-no-answer', 'It ended at its limit without a text.');
      }
      return {
        ...(delta(text) ?? { text }),
        end: { finish_reason, usage: usage ?? { prompt_tokens: 0, completion_tokens: pieces, counted: 'pieces' } },
      };
    },
  };
}
