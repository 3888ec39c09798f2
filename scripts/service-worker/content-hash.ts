/** Names the content of a file of the site: 64 bits of SHA-256 in hexadecimal. The build writes it, and the worker compares. */
export async function contentHash(content: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return [...digest.subarray(0, 8)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
