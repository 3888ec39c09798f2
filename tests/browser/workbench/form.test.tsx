import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ExperimentForm } from '@/components/workbench/form/experiment-form';
import { obstacle } from '@/components/workbench/state';
import { drawWorkbench, errorOf, field, keys, press, type } from '../../support/draw-workbench';
import { act, until } from '../../support/render';

const draw = () => drawWorkbench(<ExperimentForm />);

describe('the form', () => {
  it('has a field for every line of the panel, with its own words, then the seed and the sampling', async () => {
    const { frame } = await draw();
    const words = [...frame.querySelectorAll('label, legend, h2')].map(({ textContent }) => textContent);
    for (const word of ['Model', 'Embedder', 'Your words', 'Style', 'Code', 'Topics', 'Note', 'Seed', 'Temperature'])
      expect(words).toContain(word);
    expect(words).not.toContain('Letters');
  });

  it('folds details, and opens them where one is not allowed', async () => {
    const { frame, state } = await draw();
    const details = [...frame.querySelectorAll('details')].find(one => one.textContent.startsWith('More settings'));
    expect(details?.open).toBe(false);
    act(() => state().keepDraft('more.size', '12'));
    expect(details?.open).toBe(true);
    expect(errorOf('Size')).toContain('1 to 9');
  });

  it('has no fold for details that a link hides', async () => {
    const { frame, state } = await draw();
    const details = [...frame.querySelectorAll('details')].find(one => one.textContent.startsWith('More settings'));
    act(() => state().lock('hide=seed'));
    await until(() => frame.textContent.includes('hid 1 setting'));
    expect(details?.checkVisibility()).toBe(true);
    act(() => state().lock('hide=more'));
    expect(details?.checkVisibility()).toBe(false);
  });

  it('keeps a text that is not allowed, and says what is wrong with it', async () => {
    const { state } = await draw();
    await type('Code', '12a');
    expect(field('Code').value).toBe('12a');
    expect(field('Code').getAttribute('aria-invalid')).toBe('true');
    expect(errorOf('Code')).toBe('"12a" is not made of digits.');
    expect(state().experiment.settings['code']).toBe('12');
    await type('Code', '345678');
    expect([errorOf('Code'), state().experiment.settings['code']]).toEqual(['', '345678']);
    expect(document.body.textContent).toContain('6 digits');
  });

  it('shows a text as it is typed until it is left, and takes its plain form at once', async () => {
    const { state } = await draw();
    const code = field('Code');
    const caret = () => code.selectionStart;
    await act(() => userEvent.click(code));
    await keys('{Home} ');
    expect([code.value, caret(), state().experiment.settings['code']]).toEqual([' 12', 1, '12']);
    await keys('{ArrowRight}９');
    expect([code.value, caret(), state().experiment.settings['code']]).toEqual([' 1９2', 3, '192']);
    await keys('{End} ');
    expect([code.value, caret(), errorOf('Code')]).toEqual([' 1９2 ', 5, '']);
    await keys('{Tab}');
    expect([code.value, state().experiment.settings['code']]).toEqual(['192', '192']);
    // A space inside is no number: the text stays with its error, and what was typed around it too.
    await act(() => userEvent.click(code));
    await keys('{Home}{ArrowRight} {Tab}');
    expect([code.value, errorOf('Code')]).toEqual(['1 92', '"1 92" is not made of digits.']);
    act(() => state().set('code', '7'));
    expect(code.value).toBe('7');
  });

  it('gives way to a value that comes from elsewhere while a text is typed', async () => {
    const { state } = await draw();
    await act(() => userEvent.click(field('Code')));
    await keys('{Home} ');
    act(() => state().set('code', '7'));
    expect(field('Code').value).toBe('7');
  });

  it('changes a setting of a group in its group', async () => {
    const { state } = await draw();
    await type('Note', 'hello');
    expect(state().experiment.settings['more']).toMatchObject({ note: 'hello' });
  });

  it('draws the panel’s own control where a field names one', async () => {
    const { frame, state } = await draw();
    expect(frame.querySelector('[data-control=colour] label')?.textContent).toBe('Colour of the page');
    await type('Colour of the page', 'blue');
    expect(state().experiment.settings['more']).toMatchObject({ colour: 'blue' });
  });

  it('shows what follows from a choice, and what cannot be chosen now with its tick kept', async () => {
    const { state } = await draw();
    await act(() =>
      userEvent.click(document.querySelector('[role=radio][aria-checked=false], [role=radio][data-state=off]')!),
    );
    expect(state().experiment.settings).toMatchObject({ style: 'long', letters: 10 });
    expect(field('Letters').value).toBe('10');
    const plants = field('Plants');
    expect([plants.hasAttribute('disabled'), plants.dataset['state']]).toEqual([true, 'unchecked']);
    expect(document.body.textContent).toContain('Plants have short names.');
    await act(() => userEvent.click(field('Stones')));
    expect(state().experiment.settings['topics']).toEqual(['animals', 'plants', 'stones']);
    await act(() => userEvent.click(document.querySelector('[role=radio][data-state=off]')!));
    expect(field('Plants').dataset['state']).toBe('checked');
  });

  it('says that one of several must be chosen', async () => {
    const { state } = await draw();
    await act(() => userEvent.click(field('Animals')));
    await act(() => userEvent.click(field('Plants')));
    expect(document.body.textContent).toContain('Choose at least one.');
    expect(field('Plants').dataset['state']).toBe('unchecked');
    expect(state().experiment.settings['topics']).toEqual(['plants']);
    expect(obstacle(state())).toBe('Topics: Choose at least one.');
  });

  it('refuses Run while a number of the panel is wrong, also once the field is gone and back', async () => {
    const { state } = await draw();
    act(() => state().set('style', 'long'));
    await type('Letters', '99');
    expect(obstacle(state())).toBe('Letters: Use a whole number from 1 to 20.');
    expect(errorOf('Letters')).toBe('Use a whole number from 1 to 20.');
    act(() => state().set('style', 'short'));
    act(() => state().set('style', 'long'));
    expect([field('Letters').value, errorOf('Letters')]).toEqual(['99', 'Use a whole number from 1 to 20.']);
    await act(() => userEvent.click(field('Letters')));
    await act(() => userEvent.keyboard('{ArrowDown}'));
    expect([field('Letters').value, state().experiment.settings['letters'], obstacle(state())]).toEqual([
      '20',
      20,
      undefined,
    ]);
  });

  it('refuses Run while the seed or the sampling is wrong, and takes a reset back to the defaults', async () => {
    const { state } = await draw();
    await type('Seed', 'abc');
    expect(obstacle(state())).toMatch(/^Seed: Use a whole number/);
    await type('Seed', '1');
    expect([obstacle(state()), errorOf('Seed')]).toEqual([undefined, '']);
    await act(() => userEvent.click([...document.querySelectorAll('summary')].at(-1)!));
    await type('Temperature', '9');
    expect(obstacle(state())).toBe('Temperature: Use a number from 0 to 2.');
    let undo = () => {};
    act(() => {
      undo = state().reset();
    });
    expect([field('Temperature').value, obstacle(state())]).toEqual(['0', undefined]);
    act(() => undo());
    expect(field('Temperature').value).toBe('9');
  });

  it('chooses an embedder beside the model, and takes it away again', async () => {
    const { state } = await draw();
    act(() => state().setEmbedder({ engine: 'endpoint', model: 'vectors' }));
    expect(document.querySelector('[aria-label=Embedder]')?.textContent).toContain('vectors');
    await press('Use the model itself');
    expect('embedder' in state().experiment).toBe(false);
  });
});
