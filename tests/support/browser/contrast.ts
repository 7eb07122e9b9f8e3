/** Contrast of two colours as `#rrggbb`, from 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Relative luminance, from 0 to 1 (WCAG 2.2). */
export function luminance(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16);
  const red = linear((value >> 16) / 255);
  const green = linear(((value >> 8) & 255) / 255);
  const blue = linear((value & 255) / 255);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A channel of sRGB as light, both from 0 to 1. */
export function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
