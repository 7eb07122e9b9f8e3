import { numberWords } from './report-words.ts';

/** Size of a drawing in pixels: the width of the text of an A4 page at 96 dpi. */
export const DRAWING = { width: 620, height: 330 } as const;
const EDGE = { left: 52, top: 34, bottom: 44 };
/** Greys that keep apart in print without colour. */
export const INK = { text: '#1a1a1a', quiet: '#666666', faint: '#d9d9d9' } as const;

/** Places within a drawing: numbers of both axes to pixels. */
export type Frame = {
  x: (value: number) => number;
  y: (value: number) => number;
  right: number;
  bottom: number;
};

/**
 * Lays out the axes. `beside`: room for words at the right, pixels; `root` spreads the low numbers of the x axis as the
 * screen does.
 */
export function frameOf(
  most: { x: number; y: number },
  { beside, root = false }: { beside: number; root?: boolean },
): Frame {
  const right = DRAWING.width - beside;
  const bottom = DRAWING.height - EDGE.bottom;
  const share = (value: number) => (root ? Math.sqrt(value / most.x) : value / most.x);
  return {
    x: (value) => EDGE.left + (right - EDGE.left) * share(value),
    y: (value) => bottom - ((bottom - EDGE.top) * value) / most.y,
    right,
    bottom,
  };
}

/** Both axes with their numbers and words. `percent` writes the y axis as shares. */
export function axes(
  frame: Frame,
  given: {
    ticksX: readonly (number | { at: number; name: string })[];
    ticksY: readonly number[];
    wordsX: string;
    wordsY: string;
    percent: boolean;
  },
): string {
  const { ticksX, ticksY, wordsX, wordsY, percent } = given;
  const xs = ticksX.map((tick) => {
    const [at, name] = typeof tick === 'number' ? [tick, numberWords(tick)] : [tick.at, tick.name];
    return text(frame.x(at), frame.bottom + 16, name, 'middle');
  });
  const ys = ticksY.map((tick) => {
    const y = frame.y(tick);
    const said = percent ? `${numberWords(tick * 100, 0)}%` : numberWords(tick);
    return `${line([EDGE.left, y], [frame.right, y], INK.faint)}${text(EDGE.left - 6, y + 4, said, 'end')}`;
  });
  return [
    ...ys,
    ...xs,
    line([EDGE.left, frame.bottom], [frame.right, frame.bottom], INK.text),
    text((EDGE.left + frame.right) / 2, DRAWING.height - 8, wordsX, 'middle'),
    text(EDGE.left - 44, EDGE.top - 18, wordsY, 'start'),
  ].join('');
}

export function text(
  x: number,
  y: number,
  words: string,
  anchor: 'start' | 'middle' | 'end',
): string {
  return `<text x="${pixel(x)}" y="${pixel(y)}" text-anchor="${anchor}" fill="${INK.text}">${escaped(words)}</text>`;
}

export function line(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  stroke: string,
): string {
  return `<line x1="${pixel(x1)}" y1="${pixel(y1)}" x2="${pixel(x2)}" y2="${pixel(y2)}" stroke="${stroke}"/>`;
}

/** A line through points; `dash` tells curves apart without colour. */
export function path(
  points: readonly (readonly [number, number])[],
  { stroke, width, dash }: { stroke: string; width: number; dash: string },
): string {
  if (points.length < 2) return '';
  const steps = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${pixel(x)} ${pixel(y)}`);
  const dashed = dash === 'none' ? '' : ` stroke-dasharray="${dash}"`;
  return `<path d="${steps.join(' ')}" fill="none" stroke="${stroke}" stroke-width="${width}"${dashed}/>`;
}

export function pixel(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A whole drawing as the text of an SVG file. */
export function drawing(parts: readonly string[]): string {
  const { width, height } = DRAWING;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` font-family="Times New Roman, Liberation Serif, DejaVu Serif, serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
  ].join('');
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
