import { linear } from './contrast.ts';

type Rgb = readonly [number, number, number];
/** Full sight, and the three kinds of colour-vision deficiency. */
export type ColourVision = 'normal' | 'protan' | 'deutan' | 'tritan';
export const VISIONS: readonly ColourVision[] = ['normal', 'protan', 'deutan', 'tritan'];

const fromHex = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
};

function toLinear(hex: string): Rgb {
  const [red, green, blue] = fromHex(hex);
  return [linear(red), linear(green), linear(blue)];
}

type Matrix = readonly [Rgb, Rgb, Rgb];

// Machado, Oliveira and Fernandes 2009, severity 1.0, applied to linear RGB.
const VISION: Record<ColourVision, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function times(matrix: Matrix, [x, y, z]: Rgb): Rgb {
  const row = ([a, b, c]: Rgb) => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

// Linear sRGB to XYZ (D65), relative to the white point.
const TO_XYZ: Matrix = [
  [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
];

function toLab(colour: Rgb): Rgb {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const [x, y, z] = times(TO_XYZ, colour);
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** Gives a colour `#rrggbb` in CIE Lab as an eye with the given vision sees it. */
export function labOf(hex: string, vision: ColourVision): Rgb {
  const [red, green, blue] = times(VISION[vision], toLinear(hex));
  return toLab([clamp(red), clamp(green), clamp(blue)]);
}

/**
 * CIE76 difference of two `#rrggbb` colours as an eye with the given vision sees them.
 * About 2.3 is just noticeable; signs of some millimetres want several times that.
 */
export function colourDifference(a: string, b: string, vision: ColourVision): number {
  const [first, second] = [labOf(a, vision), labOf(b, vision)];
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}
