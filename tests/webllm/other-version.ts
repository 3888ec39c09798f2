/** A name by which every compiled model asks for a function of the runtime. */
const wanted = 'TVMWasmPackedCFunc';

/** The compiled model, which now asks for a function that the runtime does not have: as the ones of another version do. */
export function ofAnotherVersion(library: Buffer): Buffer {
  const other = Buffer.from(library);
  for (let at = other.indexOf(wanted); at >= 0; at = other.indexOf(wanted, at + 1)) other.write('X', at);
  return other;
}
