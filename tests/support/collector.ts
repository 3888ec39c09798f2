import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend, BackendBuilder, TensorRows } from '@/lib/transformer/contract';

/** A builder that keeps what it is given, for tests of loading. */
export class Collector implements BackendBuilder {
  config: ModelConfig | undefined;
  readonly tensors = new Map<string, number[]>();
  readonly blocks: { name: string; firstRow: number; rows: number; bytes: number }[] = [];
  isFinished = false;
  isAbandoned = false;

  start = (config: ModelConfig): Promise<BackendBuilder> => {
    this.config = config;
    return Promise.resolve(this);
  };

  put({ name, shape, firstRow, values }: TensorRows): void {
    const known = this.tensors.get(name) ?? [];
    const width = shape.at(-1)!;
    if (known.length !== firstRow * width) throw new Error(`${name} does not go on where it was`);
    for (const value of values) known.push(value);
    this.tensors.set(name, known);
    this.blocks.push({ name, firstRow, rows: values.length / width, bytes: values.byteLength });
  }

  finish(): Promise<Backend> {
    this.isFinished = true;
    return Promise.resolve({ config: this.config! } as Backend);
  }

  abandon(): void {
    this.isAbandoned = true;
  }
}
