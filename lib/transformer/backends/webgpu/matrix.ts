/** The number format of the weights. */
export type Precision = 'f32' | 'f16' | 'int8';

/**
 * Packed columns per tile. A tile holds all weights of 64 outputs, so that a tensor that arrives row by row is
 * uploaded tile by tile.
 */
const tileColumns = 64;

export const weightBytes: Record<Precision, number> = { f32: 4, f16: 2, int8: 1 };

/** Size of a packed matrix: vec4s of inputs, units of eight outputs. */
export interface MatrixSize {
  inputs4: number;
  units: number;
}

export const matrixBytes = ({ inputs4, units }: MatrixSize, precision: Precision): number =>
  Math.ceil((units * 8) / tileColumns) * inputs4 * 4 * tileColumns * weightBytes[precision];

/** Half-precision bits of numbers: the nearest, ties away from zero, infinity beyond the range. */
export function toHalves(values: Float32Array): Uint16Array<ArrayBuffer> {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < halves.length; i++) {
    const exponent = (bits[i]! >>> 23) & 255;
    const fraction = bits[i]! & 0x7fffff;
    let half: number;
    // 143 is 2^16; 113 is 2^-14, the smallest normal half. A fraction that rounds up carries into the exponent.
    if (exponent >= 143) half = 0x7c00 | Number(exponent === 255 && fraction > 0);
    else if (exponent >= 113) half = ((exponent - 112) << 10) + ((fraction + 0x1000) >> 13);
    else if (exponent >= 102) half = ((fraction | 0x800000) + (1 << (125 - exponent))) >> (126 - exponent);
    else half = 0;
    halves[i] = ((bits[i]! >>> 16) & 0x8000) | half;
  }
  return halves;
}

/** Maps the rows of a tensor to a packed matrix. */
export interface Rows {
  /** Packed column of an output. */
  column(output: number): number;
  /** Packed index of an input. */
  place(input: number): number;
}

/**
 * Packs a matrix as [tile of 64 columns][inputs / 4][column / 4]. Each element holds sixteen weights, four inputs by
 * four outputs, the outputs adjacent, so that adjacent threads read adjacent elements and each thread reads one
 * stream. int8 has one scale per output and 127 steps on either side of zero; it stores the largest magnitude,
 * because `unpack4x8snorm` divides by 127.
 */
export class MatrixPacker {
  private readonly tiles = new Map<number, { data: Int8Array | Uint16Array | Float32Array; missing: number }>();
  private readonly expected: number[];

  /**
   * @param columns the columns that will be filled
   * @param scales [units * 8], filled for int8
   * @param upload receives each finished tile
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

  /** values: [rows][width], the outputs from `first` on. */
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
    if (this.precision === 'int8') {
      let largest = 0;
      for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
      this.scales[column] = largest;
      const step = largest > 0 ? largest / 127 : 1;
      for (let i = 0; i < values.length; i++) data[places[i]! + offset] = Math.round(values[i]! / step);
    } else {
      const stored = this.precision === 'f16' ? toHalves(values) : values;
      for (let i = 0; i < values.length; i++) data[places[i]! + offset] = stored[i]!;
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
