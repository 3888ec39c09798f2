import { describe, expect, it } from 'vitest';
import { readConfigText, shapeOf } from '@/lib/panels/kv-cache/calculator/config/read';
import { formatOf, type NumberFormat } from '@/lib/panels/kv-cache/calculator/formats';
import { type Bytes, bytesOf, plainStorage } from '@/lib/panels/kv-cache/calculator/size';
import { oracleJson } from '../../../support/shared-cases';

interface Case {
  name: string;
  config: object;
  options: { b?: number; idx?: 'fp8'; convBytes?: number; ssmBytes?: number };
  expected: Partial<Bytes>;
}

const ofBytes = (bytes: number): NumberFormat => formatOf(bytes === 1 ? 'fp8' : 'bf16');

const cases = oracleJson<Case[]>('kv/cases.json');

describe.skipIf(!cases)('the cases of the field', () => {
  it.each(cases ?? [])('$name', ({ config, options: { b = 2, idx, convBytes = 2, ssmBytes = 4 }, expected }) => {
    const storage = {
      ...plainStorage,
      format: ofBytes(b),
      index: idx === 'fp8' ? formatOf('fp8-blocks') : ofBytes(b),
      convolutionBytes: convBytes,
      recurrentBytes: ssmBytes,
    };
    const { layers } = shapeOf(readConfigText(JSON.stringify(config)));
    expect(bytesOf(layers, storage)).toMatchObject(expected);
  });
});
