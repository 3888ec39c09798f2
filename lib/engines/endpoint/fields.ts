import { Failure } from '@/lib/core/failure';
import type { ChatRequest } from '@/lib/engines/contract';
import type { Refused, Retryable } from './retry';
import type { ServerError } from './server-error';

/** Settings that only a person may have left out, since that changes the experiment. */
export type LeftOut = 'temperature' | 'top_p';

/** Which fields of a request a server takes for a model, as its refusals have shown. */
export interface Fields {
  /** The body of a request. Omits an empty `stop` and a false `logprobs`, because some servers refuse them. */
  body(request: ChatRequest): Record<string, unknown>;
  /**
   * Learns from the refusal of a body. True if the request is worth sending again, in the form that `body` now gives it.
   * @throws Failure `endpoint-field` for a setting that only a person may change
   */
  learn(refusal: Refused | Retryable, sent: Record<string, unknown>): boolean;
  /** Whether the stop strings of a request do not reach the server, so that its answer has to be cut here. */
  readonly cutsHere: boolean;
  /** Whether log-probabilities are not given. */
  readonly hasNoLogprobs: boolean;
  /** Whether answers are not held to a schema. */
  readonly hasNoSchema: boolean;
  /** What is sent otherwise than asked, for the record of a run. */
  facts(): Record<string, string>;
}

const seedLimit = 2 ** 31;

export function createFields(model: string, leftOut: readonly LeftOut[] = []): Fields {
  const dropped = new Set<string>(leftOut);
  let isRenamed = false;
  let hasShortSeed = false;

  function body({ messages, max_tokens, temperature, top_p, seed, stop, logprobs, schema }: ChatRequest) {
    const all: Record<string, unknown> = {
      model,
      messages,
      [isRenamed ? 'max_completion_tokens' : 'max_tokens']: max_tokens,
      temperature,
      top_p,
      seed: hasShortSeed ? seed % seedLimit : seed,
      ...(stop.length > 0 && { stop }),
      ...(logprobs && { logprobs }),
      ...(schema && {
        response_format: { type: 'json_schema', json_schema: { name: 'answer', schema, strict: true } },
      }),
      stream: true,
      stream_options: { include_usage: true },
    };
    for (const field of dropped) delete all[field];
    return all;
  }

  /** Changes what is sent; false where nothing can be changed. */
  function change(field: string, sent: Record<string, unknown>, failure: Failure): boolean {
    switch (field) {
      case 'max_tokens':
        return (isRenamed = true);
      case 'seed':
        if (Number(sent.seed) >= seedLimit) hasShortSeed = true;
        else dropped.add('seed');
        return true;
      case 'temperature':
      case 'top_p':
        // 1 is what a server takes by itself.
        if (sent[field] !== 1)
          throw new Failure('endpoint-field', `${field}: ${String(sent[field])}. ${failure.detail}`);
        dropped.add(field);
        return true;
      case 'stream':
        dropped.add('stream');
        dropped.add('stream_options');
        return true;
      case 'stream_options':
      case 'logprobs':
      case 'response_format':
      case 'stop':
        dropped.add(field);
        return true;
      default:
        return false;
    }
  }

  return {
    body,
    learn({ error, failure }, sent) {
      const field = error && refusedField(error, Object.keys(sent));
      if (!field) return false;
      // Another call may have learned the same in the meantime.
      if (dropped.has(field) || (field === 'max_tokens' && isRenamed)) return true;
      return change(field, sent, failure);
    },
    get cutsHere() {
      return dropped.has('stop');
    },
    get hasNoLogprobs() {
      return dropped.has('logprobs');
    },
    get hasNoSchema() {
      return dropped.has('response_format');
    },
    facts() {
      const sent = [
        ...(isRenamed ? ['max_completion_tokens for max_tokens'] : []),
        ...(hasShortSeed && !dropped.has('seed') ? ['seed as 31 bits'] : []),
        ...[...dropped].map(field => `without ${field}${field === 'stop' ? ' (answers are cut here)' : ''}`),
      ];
      return {
        ...(sent.length > 0 && { sent: sent.join(', ') }),
        ...(dropped.has('seed') && { repeats: 'may differ: this server takes no seed' }),
      };
    },
  };
}

const unsupported =
  /unsupported|not (?:be )?(?:currently )?(?:supported|permitted|allowed|recogni[sz]ed|implemented|available)|n[o']t support|unknown|unrecogni[sz]ed|extra|unexpected|no such|cannot find|deprecated|removed/i;
/** Weaker words, which for `max_tokens` may only mean that the number is too large. */
const invalid = /invalid|only .{0,80}support|must be/i;

const ofSchema = /schema|grammar|guided|structured[ _]output/i;

/** The field that a server will not take, of those that were sent; null where the refusal is about something else. */
function refusedField(error: ServerError, sent: readonly string[]): string | null {
  const words = `${error.name} ${error.message}`;
  if (/stream(?:ing)? (?:is |mode is )?not/i.test(words)) return 'stream';
  const fields = sent.filter(field => field !== 'model' && field !== 'messages');
  const isNamed = (field: string) => error.field === field || error.field?.startsWith(`${field}.`);
  const at = (field: string) => words.search(new RegExp(`(?<!\\w)${field}(?!\\w)`));
  const named = fields.find(isNamed) ?? fields.filter(field => at(field) >= 0).sort((a, b) => at(a) - at(b))[0];
  // What a server says against a form or a schema, it says against what is sent here; other words for them name no other field.
  const isOfSchema = named === 'response_format' || (!named && ofSchema.test(words));
  if (isOfSchema && fields.includes('response_format')) return 'response_format';
  if (!named) return null;
  if (named === 'max_tokens' && words.includes('max_completion_tokens')) return named;
  if (unsupported.test(words)) return named;
  return invalid.test(words) && named !== 'max_tokens' ? named : null;
}
