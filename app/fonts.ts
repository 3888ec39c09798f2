import localFont from 'next/font/local';

/** The interface: Source Sans 3, latin, all weights in one file. Preloaded, with a fallback of the same metrics, so nothing moves. */
export const sourceSans = localFont({
  src: '../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  variable: '--font-source-sans',
  weight: '200 900',
  display: 'swap',
});

/** Prompts, answers and numbers that are read digit by digit: JetBrains Mono, latin. */
export const jetBrainsMono = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  variable: '--font-jetbrains-mono',
  weight: '100 800',
  display: 'swap',
});
