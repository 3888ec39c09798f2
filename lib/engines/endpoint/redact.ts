const longestDetail = 300;

/** Text from a server or the network as it may be shown: the key taken out first, then control characters, then cut to 300 characters. */
export function showable(text: string, key: string | undefined): string {
  const withoutKey = key ? text.replaceAll(key, '[key]') : text;
  // Control characters would break a terminal or hide text; a message is one line.
  const plain = withoutKey.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return plain.length > longestDetail ? `${plain.slice(0, longestDetail - 1)}\u2026` : plain;
}
