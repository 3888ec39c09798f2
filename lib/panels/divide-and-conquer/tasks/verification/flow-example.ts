import type { FlowExample } from '../../flow/example';
import type { TaskPrompts } from '../prompts';
import type { Claim } from './problem';
import { sentencesOf } from './statements';

/** Made up for this purpose; short enough to be read beside its diagram. */
const claim: Claim = {
  id: '3 sentences',
  source: 'The old bridge was closed in March. It was painted green and opened again in June.',
  text: 'The bridge was closed in March. It was painted green. It opened again in June.',
  isContradicted: false,
};

const asSplit = (parts: readonly string[]): string =>
  parts.map((part, index) => `#Statement ${index + 1}#: ${part}`).join('\n');

const answers: Readonly<Record<string, string>> = {
  reason: 'All three are in line. Answer: no',
  propose: 'Look at the months first.',
  choose: '1',
};

/** The answer to every kind of call about the claim, which is in line with its source. */
function answer(role: string, prompt: string): string {
  if (role === 'split') return asSplit(sentencesOf(claim.text));
  return answers[role] ?? (prompt.includes('one letter') ? 'A' : 'no');
}

function others(text: string): string[] {
  if (text === 'A') return ['B'];
  if (text === '1') return ['2'];
  if (text.endsWith('no')) return [text.replace(/no$/, 'yes')];
  if (!text.startsWith('#')) return ['Look at the colours first.'];
  const statements = sentencesOf(claim.text);
  return statements.map((_, changed) =>
    asSplit(statements.map((part, index) => (index === changed ? 'It rained.' : part))),
  );
}

/** Three sentences, all in line with their source. */
export const flowExample = (prompts: TaskPrompts<Claim>): FlowExample<Claim> => ({
  title: claim.id,
  prompts,
  problem: claim,
  answer,
  others,
});
