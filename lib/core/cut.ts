/** The first `most` UTF-16 units of a text, or of what stands in its place. */
export const cut = (text: string, most: number): string => {
  const whole = String(text);
  return whole.length > most ? whole.slice(0, most) : whole;
};
