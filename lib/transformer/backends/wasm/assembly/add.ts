/** x += y for `count` floats, a multiple of 4. */
export function add(x: usize, y: usize, count: u32): void {
  const end = x + ((<usize>count) << 2);
  for (; x < end; x += 16) {
    v128.store(x, f32x4.add(v128.load(x), v128.load(y)));
    y += 16;
  }
}
