/**
 * Rotates `heads` consecutive heads of each row in place, pairing i with i + half (RoPE, Su et al., arXiv 2104.09864,
 * in Hugging Face's rotate-half form). x: [rows][stride], each head 2 * half floats. angles: [rows][2][half], the
 * cosines then the sines of the row's position.
 */
export function rope(x: usize, stride: u32, rows: u32, heads: u32, half: u32, angles: usize): void {
  const halfBytes: usize = (<usize>half) << 2;
  for (let row: u32 = 0; row < rows; row++) {
    let low = x;
    for (let head: u32 = 0; head < heads; head++) {
      const high = low + halfBytes;
      for (let i: usize = 0; i < halfBytes; i += 16) {
        const cos = v128.load(angles + i);
        const sin = v128.load(angles + halfBytes + i);
        const a = v128.load(low + i);
        const b = v128.load(high + i);
        v128.store(low + i, f32x4.sub(f32x4.mul(a, cos), f32x4.mul(b, sin)));
        v128.store(high + i, f32x4.add(f32x4.mul(b, cos), f32x4.mul(a, sin)));
      }
      low = high + halfBytes;
    }
    x += (<usize>stride) << 2;
    angles += halfBytes << 1;
  }
}
