/**
 * Mixes two colours as `#rrggbb`, channel by channel in sRGB, as paint over paint does.
 * @param share of the first colour, from 0 to 1
 */
export function mixColours(first: string, second: string, share: number): string {
  const [a, b] = [channelsOf(first), channelsOf(second)];
  const mixed = a.map((channel, index) => {
    const value = Math.round(channel * share + (b[index] ?? 0) * (1 - share));
    return value.toString(16).padStart(2, '0');
  });
  return `#${mixed.join('')}`;
}

/** Reads red, green and blue (0 to 255) of `#rrggbb`. */
function channelsOf(colour: string): number[] {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new Error(`not a colour as #rrggbb: ${colour}`);
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
