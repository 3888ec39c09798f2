import { type LibraryMetadata, vocabularyOf } from './library-metadata';

/**
 * What the words of a prompt are split at. A prompt without it is one token, which the runtime reads in the time of a decoded one; with it, a
 * prompt is as long as a scenario wants it. A software adapter takes seconds a token, and no scenario is about what a random model says.
 */
export const splitter = '|';

/** The settings of a chat: the user's text and nothing around it. */
export const chatConfig = (metadata: LibraryMetadata): string =>
  JSON.stringify({
    tokenizer_files: ['tokenizer.json'],
    tokenizer_info: { token_postproc_method: 'raw', prepend_space_in_encode: false, strip_space_in_decode: false },
    vocab_size: vocabularyOf(metadata),
    context_window_size: metadata.context_window_size,
    prefill_chunk_size: metadata.prefill_chunk_size,
    sliding_window_size: -1,
    attention_sink_size: -1,
    temperature: 1,
    top_p: 1,
    repetition_penalty: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    conv_template: {
      name: 'random',
      system_template: '',
      system_message: '',
      roles: { user: '', assistant: '', tool: '' },
      seps: [''],
      role_content_sep: '',
      role_empty_sep: '',
      stop_str: [],
      // A token that a random model does not draw in a few steps.
      stop_token_ids: [vocabularyOf(metadata) - 1],
    },
  });

/** A tokenizer whose tokens are the words `w0`, `w1`, ...; every other word is `w0`. */
export function tokenizer(metadata: LibraryMetadata): string {
  const words = Array.from({ length: vocabularyOf(metadata) }, (_, at) => [`w${at}`, at] as const);
  return JSON.stringify({
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'Split', pattern: { String: splitter }, behavior: 'Removed', invert: false },
    post_processor: null,
    decoder: null,
    model: { type: 'WordLevel', vocab: Object.fromEntries(words), unk_token: 'w0' },
  });
}
