import { describe, expect, it } from 'vitest';
import { defaultExperiment, parseExperiment } from '@/lib/experiment/spec';
import { sums } from './sums';

const parse = (value: unknown) => parseExperiment(value, sums);
const base = { version: 1, panel: 'sums' };

describe('an experiment', () => {
  it('fills in every default', () => {
    expect(parse(base)).toEqual({
      version: 1,
      panel: 'sums',
      panelVersion: 1,
      model: { engine: 'embedded', model: 'loupe-arithmetic' },
      compare: [],
      sampling: { temperature: 0, top_p: 1, max_tokens: 1024 },
      seed: 1,
      settings: { problems: 3, length: 6, order: 'given' },
    });
    expect(defaultExperiment(sums)).toEqual(parse(base));
  });

  it('starts where its panel says, and keeps what a link says', () => {
    const panel = {
      ...sums,
      defaults: { model: { engine: 'embedded', model: 'loupe-english' }, sampling: { max_tokens: 256 } },
    } as const;
    const { model, sampling } = defaultExperiment(panel);
    expect(model).toEqual({ engine: 'embedded', model: 'loupe-english' });
    expect(sampling).toEqual({ temperature: 0, top_p: 1, max_tokens: 256 });
    const changed = parseExperiment({ ...base, model: { engine: 'endpoint' }, sampling: { top_p: 0.5 } }, panel);
    expect(changed.model).toEqual({ engine: 'endpoint', model: 'loupe-english' });
    expect(changed.sampling).toEqual({ temperature: 0, top_p: 0.5, max_tokens: 256 });
  });

  it.each([
    [{ ...base, sampling: { temperature: 2.1 } }, 'sampling.temperature: must be at most 2.'],
    [{ ...base, sampling: { top_p: 0 } }, 'sampling.top_p: must be at least 0.01.'],
    [{ ...base, sampling: { max_tokens: 1.5 } }, 'sampling.max_tokens: must be a whole number.'],
    [{ ...base, sampling: { max_tokens: '5' } }, 'sampling.max_tokens: must be a number.'],
    [{ ...base, seed: 2 ** 32 }, 'seed: must be at most 4294967295.'],
    [{ ...base, seed: -1 }, 'seed: must be at least 0.'],
    [{ ...base, settings: { problems: 0 } }, 'settings.problems: must be at least 1.'],
    [{ ...base, settings: { order: 'random' } }, 'settings.order: must be one of given, reversed.'],
    [{ ...base, settings: { prolems: 1 } }, 'settings: unknown name "prolems".'],
    [{ ...base, key: 'secret' }, 'unknown name "key".'],
    [{ ...base, model: { engine: 'openai' } }, 'model.engine: must be one of embedded, webllm, endpoint, recorded.'],
    [{ ...base, model: { model: 'a'.repeat(201) } }, 'model.model: must have at most 200 characters.'],
    [{ ...base, model: { model: 'a\nb' } }, 'model.model: may hold letters, digits'],
    [{ panel: 'sums' }, 'version: must be 1.'],
    ['text', 'must be an object.'],
    [null, 'must be an object.'],
    [{ ...base, settings: { order: 'x'.repeat(30_000) } }, 'longer than 20000'],
  ])('%j is refused with a sentence that names the place and what is allowed', (value, sentence) => {
    expect(() => parse(value)).toThrow(
      expect.objectContaining({ kind: 'experiment-invalid', detail: expect.stringContaining(sentence) }),
    );
  });

  it('of a newer version is not called damaged', () => {
    expect(() => parse({ version: 2, whatever: [] })).toThrow(expect.objectContaining({ kind: 'link-version' }));
  });
});
