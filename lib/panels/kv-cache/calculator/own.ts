import { Failure } from '@/lib/core/failure';
import { blobsOf, type Source } from '@/lib/data/source';
import { essentialText, longestConfig, readConfigText, shapeOf } from './config/read';
import { type CalculatorState, ownModelLimits } from './state';

/**
 * A user's own model, from a file, a pasted text or an address.
 *
 * @throws Failure `config-unfit` for a text that cannot be computed with; what {@link blobsOf} throws
 */
export async function readOwnModel(source: Source, signal: AbortSignal): Promise<CalculatorState['model']> {
  if (source.kind === 'address' && !/^\s*https:/i.test(source.address))
    throw new Failure('data-unreachable', 'The address must begin with https://.');
  const [{ blob, name }] = await blobsOf(source, { signal });
  // A character has at most four bytes, so a larger file is too long whatever it holds.
  if (blob.size > 4 * longestConfig) throw new Failure('config-unfit', 'It is larger than a config.json can be.');
  const fields = readConfigText(await blob.text());
  shapeOf(fields);
  const config = essentialText(fields);
  if (config.length > ownModelLimits.config)
    throw new Failure(
      'config-unfit',
      `Its fields need more than ${ownModelLimits.config.toLocaleString('en')} characters.`,
    );
  return { kind: 'own', name: name.slice(0, ownModelLimits.name), config, parameters: 0, active: 0 };
}
