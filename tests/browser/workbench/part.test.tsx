import { expect, it, vi } from 'vitest';
import { Part } from '@/components/workbench/part';
import { failures } from '@/lib/core/failure';
import { importFile } from '@/lib/experiment/import';
import { appears, drawWorkbench, named, press } from '../../support/draw-workbench';
import { act, until } from '../../support/render';
import { ruled } from '../../support/ruled-panel';
import { exported, workbenchWith } from '../../support/workbench';

it('a part that cannot be drawn says so in its place, offers the run as a file, and is drawn again for another run', async () => {
  // React reports what a boundary catches.
  const reported = vi.spyOn(console, 'error').mockImplementation(() => {});
  let isBroken = true;
  const Broken = () => {
    if (isBroken) throw new TypeError('value.strategies is undefined');
    return <p>The tree.</p>;
  };
  const bench = await drawWorkbench(
    <>
      <Part name="The picture of the run">
        <Broken />
      </Part>
      <p>The rest.</p>
    </>,
  );
  expect(bench.frame.textContent).toContain('The rest.');
  expect(bench.frame.textContent).toContain(failures['view-failed'].sentence);
  expect(bench.frame.textContent).toContain('The picture of the run. TypeError: value.strategies is undefined');
  expect(named('button', 'Save the run file')).toBeUndefined();
  await press('Try again');
  expect(bench.frame.textContent).not.toContain('The tree.');

  const other = workbenchWith(undefined, { panel: ruled });
  await other.state().start();
  const run = exported(other.state().run!);
  await act(() => bench.state().openRun(run));
  await appears('Save the run file');
  const blobs: Blob[] = [];
  const create = vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => {
    blobs.push(blob as Blob);
    return '#';
  });
  await press('Save the run file');
  await until(() => blobs.length === 1);
  create.mockRestore();
  expect(await importFile(blobs[0]!, async () => ruled)).toEqual({ kind: 'run', run });

  isBroken = false;
  act(() => bench.state().showUnit('dog: nearest'));
  expect(bench.frame.textContent).toContain('The tree.');
  reported.mockRestore();
});
