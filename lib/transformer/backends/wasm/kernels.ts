/** Address in a kernel instance's memory, in bytes. */
export type Address = number;

/** The exports of assembly/index.ts; the assembly file of the same name documents each kernel. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  heapBase(): Address;
  matmulF32(
    out: Address,
    outStride: number,
    x: Address,
    xStride: number,
    w: Address,
    inputs: number,
    outputs: number,
    rows: number,
  ): void;
  matmulInt8(
    out: Address,
    outStride: number,
    x: Address,
    xScales: Address,
    w: Address,
    wScales: Address,
    inputs: number,
    outputs: number,
    rows: number,
  ): void;
  quantise(out: Address, scales: Address, x: Address, stride: number, rows: number): void;
  rmsNorm(out: Address, x: Address, weight: Address, stride: number, rows: number, size: number, epsilon: number): void;
  rope(x: Address, stride: number, rows: number, heads: number, half: number, angles: Address): void;
  append(
    k: Address,
    v: Address,
    stride: number,
    rows: number,
    table: Address,
    tableBytes: number,
    valueOffset: number,
    lengths: Address,
    slotOffset: number,
    heads: number,
    headDim: number,
  ): void;
  attend(
    out: Address,
    outStride: number,
    q: Address,
    qStride: number,
    rows: number,
    table: Address,
    tableBytes: number,
    valueOffset: number,
    lengths: Address,
    slotOffset: number,
    kvHeads: number,
    group: number,
    headDim: number,
    scale: number,
    queries: Address,
    weightedSums: Address,
    scores: Address,
    scoreStride: number,
  ): void;
  attendStored(
    out: Address,
    outStride: number,
    q: Address,
    qStride: number,
    rows: number,
    table: Address,
    stored: Address,
    tableBytes: number,
    valueOffset: number,
    lengths: Address,
    slotOffset: number,
    kvHeads: number,
    group: number,
    headDim: number,
    scale: number,
    queries: Address,
    weightedSums: Address,
    scores: Address,
    scoreStride: number,
    format: Address,
    scratch: Address,
  ): void;
  attendStoredScratch(count: number, wide: number): number;
  swiglu(out: Address, x: Address, width: number, rows: number): void;
  add(x: Address, y: Address, count: number): void;
}

/** Creates an instance with a memory of its own, so that two backends share nothing. */
export async function instantiateKernels(wasm: BufferSource | WebAssembly.Module): Promise<Kernels> {
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  const instance = await WebAssembly.instantiate(module);
  return instance.exports as unknown as Kernels;
}
