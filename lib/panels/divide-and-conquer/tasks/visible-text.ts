/** Names of the elements in which models think aloud before they answer. */
const THOUGHT = '(?:think|thinking|thoughts?|reasoning|seed:think|analysis|scratchpad)';
const OPEN = `(?:<${THOUGHT}>|\\[THINK\\]|◁think▷)`;
const CLOSE = `(?:</${THOUGHT}>|\\[/THINK\\]|◁/think▷)`;
const THINKING = new RegExp(`${OPEN}[\\s\\S]*?(?:${CLOSE}|$)`, 'gi');
/** Chat templates that open the reasoning themselves leave only its end in the answer. */
const END_OF_THINKING = new RegExp(CLOSE, 'gi');

/** The answer in the format of gpt-oss: all other channels hold reasoning or calls of tools. */
const FINAL_CHANNEL = /<\|channel\|>final[^<]{0,40}<\|message\|>/g;
const ANY_CHANNEL = /<\|channel\|>/;
/** Tokens that end a turn; what follows one is no longer the answer. */
const END_OF_TURN =
  /<\|(?:eot_id|eom_id|im_end|end|end_of_text|endoftext|return|user|end_of_turn)\|>|<\/s>|<end_of_turn>|<｜end▁of▁sentence｜>|\[INST\]/i;
/** Tokens that begin a turn, before the answer. */
const BEGIN_OF_TURN =
  /^\s*(?:<s>|<\|(?:begin_of_text|assistant|im_start)\|>(?:assistant\n)?|<start_of_turn>(?:model\n)?)\s*/i;

/** The name of a further turn or problem at the start of a line, as base models write when they do not stop. */
const NEXT_TURN =
  /\n[ \t]{0,8}[#*_>]{0,6}[ \t]{0,4}(?:(?:next |new |another |follow-up )?(?:question|problem|exercise)(?: \d{1,4})?|q\d{0,3}|user|human|instruction|input|frage|pregunta|pergunta|domanda|вопрос|问题|问|質問|質問者)[*_]{0,3}[ \t]{0,4}[:：]/giu;

/** A text without what a model thought aloud before it answered; nothing of a thought that was never closed. Characters as they are. */
export function withoutThinking(text: string): string {
  const final = [...text.matchAll(FINAL_CHANNEL)].at(-1);
  if (final) return text.slice(final.index + final[0].length);
  if (ANY_CHANNEL.test(text)) return '';
  const visible = text.replace(THINKING, '');
  const end = [...visible.matchAll(END_OF_THINKING)].at(-1);
  return end ? visible.slice(end.index + end[0].length) : visible;
}

/** Up to where another turn begins; an introduction ("I restate it:") is none that could be over. */
function firstTurn(text: string): string {
  const begin = BEGIN_OF_TURN.exec(text)?.[0].length ?? 0;
  const said = text.slice(begin);
  const end = said.search(END_OF_TURN);
  const turn = end < 0 ? said : said.slice(0, end);
  for (const { index } of turn.matchAll(NEXT_TURN)) {
    const before = turn.slice(0, index).trimEnd();
    if (/[\p{L}\p{N}]/u.test(before) && !/[:：]$/.test(before)) return before;
  }
  return turn;
}

/**
 * What a model says aloud in its own turn: without reasoning (`<think>`, `<thought>`, `[THINK]`, channels and the like), special tokens,
 * and dialogues that it goes on with by itself.
 */
export const visibleText = (text: string): string => firstTurn(withoutThinking(text));

/** Whether a text ends before the reasoning in it does. */
export const isReasoningCutOff = (text: string): boolean =>
  withoutThinking(text).trim() === '' &&
  (ANY_CHANNEL.test(text) || (new RegExp(OPEN, 'i').test(text) && !new RegExp(CLOSE, 'i').test(text)));
