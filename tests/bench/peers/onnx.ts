import { bytesOf, join } from './bytes';
import { field, type Message } from './protobuf';

/** Codes of `TensorProto.DataType`. */
const dataTypes = { float: 1, int32: 6, int64: 7 };
export type OnnxType = keyof typeof dataTypes;

/** An extent that is only known at run time has a name. */
export type Extent = number | string;

/** Collects the nodes of a graph in the order in which they run, then writes the file (onnx/onnx.proto). */
export class OnnxGraph {
  private readonly parts: Message[] = [];

  /** A constant, under its name. */
  constant(name: string, shape: readonly number[], values: Float32Array | Int32Array | BigInt64Array): string {
    const type = values instanceof Float32Array ? 'float' : values instanceof Int32Array ? 'int32' : 'int64';
    const dims = shape.map(extent => field.integer(1, extent));
    const content = [field.integer(2, dataTypes[type]), field.text(8, name), field.bytes(9, bytesOf(values))];
    this.parts.push(field.message(5, [...dims, ...content]));
    return name;
  }

  input(name: string, type: OnnxType, shape: readonly Extent[]): string {
    this.parts.push(field.message(11, valueInfo(name, type, shape)));
    return name;
  }

  output(name: string, type: OnnxType, shape: readonly Extent[]): void {
    this.parts.push(field.message(12, valueInfo(name, type, shape)));
  }

  /**
   * One operation. An empty name stands for an input or output that is left out. Attributes that are whole have to be integers in the
   * operator's definition; what has to be a float is given as `{ float }`.
   */
  node(
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Readonly<Record<string, number | { float: number }>> = {},
    domain = '',
  ): string {
    const written = Object.entries(attributes).map(([name, value]) =>
      typeof value === 'number'
        ? field.message(5, [field.text(1, name), field.integer(3, value), field.integer(20, 2)])
        : field.message(5, [field.text(1, name), field.float(2, value.float), field.integer(20, 1)]),
    );
    const ends = [...inputs.map(name => field.text(1, name)), ...outputs.map(name => field.text(2, name))];
    this.parts.push(field.message(1, [...ends, field.text(4, operator), ...written, field.text(7, domain)]));
    return outputs[0]!;
  }

  /** The file, for operator set 17 and ONNX Runtime's own operators. */
  write(): Uint8Array<ArrayBuffer> {
    const sets = [
      ['', 17],
      ['com.microsoft', 1],
    ] as const;
    const imports = sets.map(([domain, version]) =>
      field.message(8, [field.text(1, domain), field.integer(2, version)]),
    );
    const graph = field.message(7, [...this.parts, field.text(2, 'decoder')]);
    return join([field.integer(1, 8), graph, ...imports].flat());
  }
}

function valueInfo(name: string, type: OnnxType, shape: readonly Extent[]): Message[] {
  const dims = shape.map(extent =>
    field.message(1, [typeof extent === 'number' ? field.integer(1, extent) : field.text(2, extent)]),
  );
  const tensor = field.message(1, [field.integer(1, dataTypes[type]), field.message(2, dims)]);
  return [field.text(1, name), field.message(2, [tensor])];
}
