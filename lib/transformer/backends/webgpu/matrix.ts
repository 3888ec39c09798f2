/** How weights are stored. */
export type Precision = 'f32' | 'f16' | 'int8';

/** Packed columns of a tile: what 64 outputs need lies together, so that a tensor that arrives row by row goes to the GPU tile by tile. */
const tileColumns = 64;

export const weightBytes: Record<Precision, number> = { f32: 4, f16: 2, int8: 1 };

/** Sizes of a packed matrix: vec4s of inputs, units of eight outputs. */
export interface MatrixSize {
  inputs4: number;
  units: number;
}

export const matrixBytes = ({ inputs4, units }: MatrixSize, precision: Precision): number =>
  Math.ceil((units * 8) / tileColumns) * inputs4 * 4 * tileColumns * weightBytes[precision];

/** Half-precision bits of a number, rounded to nearest (ties away from zero, which costs nothing here); beyond the range is infinity. */
export function toHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (!(size < 65_520)) return sign | 0x7c00 | (Number.isNaN(value) ? 1 : 0);
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  // A fraction that rounds up to 2048 carries into the exponent, as the sum of both does by itself.
  const fraction = size === 0 ? 0 : Math.round(size * 2 ** (10 - exponent));
  return sign | (fraction < 1024 ? fraction : ((exponent + 14) << 10) + fraction);
}

/** Where the rows of a tensor go in a packed matrix. */
export interface Rows {
  /** Packed column of an output. */
  column(output: number): number;
  /** Packed place of an input. */
  place(input: number): number;
}

/**
 * Packs a matrix as [tile of 64 columns][inputs / 4][column / 4], each element the sixteen weights of four inputs and four outputs, the
 * outputs adjacent: neighbouring threads read neighbouring elements, and each runs through one stream. int8 has one scale per output,
 * 127 steps either side of zero, stored as the largest magnitude because `unpack4x8snorm` divides by 127.
 */
export class MatrixPacker {
  private readonly tiles = new Map<number, { data: Int8Array | Uint16Array | Float32Array; missing: number }>();
  private readonly expected: number[];

  /**
   * @param columns those that will be filled
   * @param scales [units * 8], filled for int8
   * @param upload takes a finished tile
   */
  constructor(
    private readonly size: MatrixSize,
    private readonly precision: Precision,
    columns: Iterable<number>,
    private readonly scales: Float32Array,
    private readonly upload: (byteOffset: number, data: Int8Array | Uint16Array | Float32Array) => void,
  ) {
    this.expected = new Array<number>(Math.ceil((size.units * 8) / tileColumns)).fill(0);
    for (const column of columns) this.expected[Math.floor(column / tileColumns)]!++;
  }

  /** values: [rows][width], outputs `first` and on. */
  put(values: Float32Array, width: number, first: number, { column, place }: Rows): void {
    const places = Uint32Array.from({ length: width }, (_, input) => {
      const at = place(input);
      return Math.floor(at / 4) * 4 * tileColumns + (at % 4) * 4;
    });
    for (let row = 0; row * width < values.length; row++)
      this.putRow(values.subarray(row * width, (row + 1) * width), places, column(first + row));
  }

  private putRow(values: Float32Array, places: Uint32Array, column: number): void {
    const tile = Math.floor(column / tileColumns);
    const within = column % tileColumns;
    const { data, missing } = this.tile(tile);
    const offset = Math.floor(within / 4) * 16 + (within % 4);
    if (this.precision === 'f32') values.forEach((value, i) => (data[places[i]! + offset] = value));
    else if (this.precision === 'f16') values.forEach((value, i) => (data[places[i]! + offset] = toHalf(value)));
    else {
      let largest = 0;
      for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
      this.scales[column] = largest;
      const step = largest > 0 ? largest / 127 : 1;
      values.forEach((value, i) => (data[places[i]! + offset] = Math.round(value / step)));
    }
    if (missing > 1) {
      this.tiles.set(tile, { data, missing: missing - 1 });
      return;
    }
    this.tiles.delete(tile);
    this.upload(tile * data.byteLength, data);
  }

  private tile(index: number) {
    let tile = this.tiles.get(index);
    if (!tile) {
      const length = this.size.inputs4 * 4 * tileColumns;
      const kinds = { f32: Float32Array, f16: Uint16Array, int8: Int8Array };
      tile = { data: new kinds[this.precision](length), missing: this.expected[index]! };
      this.tiles.set(index, tile);
    }
    return tile;
  }
}
