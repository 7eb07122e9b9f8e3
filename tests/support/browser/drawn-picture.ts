import sharp from 'sharp';
import { vi } from 'vitest';

/** Pixels to one unit of a drawing. */
const SHARPNESS = 4;

class FakePath {
  readonly d: string;
  constructor(d: string) {
    this.d = d;
  }
}

type State = Record<'fillStyle' | 'strokeStyle', string> & {
  globalAlpha: number;
  lineWidth: number;
  dash: readonly number[];
  transform: string;
};

/**
 * Draws as a canvas would, as far as the signs of the map use one, and gives the pixels, red, green, blue after one another.
 * @param extent half the side of the picture, whose middle is where the drawing begins
 */
export async function drawnPixels(
  draw: (context: CanvasRenderingContext2D) => void,
  { extent, ground }: { extent: number; ground: string },
): Promise<Uint8Array> {
  vi.stubGlobal('Path2D', FakePath);
  const parts: string[] = [];
  draw(recorder(parts) as unknown as CanvasRenderingContext2D);
  vi.unstubAllGlobals();
  const side = 2 * extent;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side * SHARPNESS}" height="${side * SHARPNESS}" viewBox="${-extent} ${-extent} ${side} ${side}"><rect x="${-extent}" y="${-extent}" width="${side}" height="${side}" fill="${ground}"/>${parts.join('')}</svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer());
}

/** A canvas' context that writes down what is drawn, as parts of an SVG. */
function recorder(parts: string[]) {
  let d = '';
  const first: State = {
    fillStyle: '#000000',
    strokeStyle: '#000000',
    globalAlpha: 1,
    lineWidth: 1,
    dash: [],
    transform: '',
  };
  const saved: State[] = [];
  const own = {
    ...first,
    save: () => void saved.push({ ...own }),
    restore: () => void Object.assign(own, saved.pop()),
    scale: (x: number, y: number) => (own.transform += ` scale(${x} ${y})`),
    translate: (x: number, y: number) => (own.transform += ` translate(${x} ${y})`),
    setLineDash: (dash: readonly number[]) => (own.dash = dash),
    beginPath: () => (d = ''),
    moveTo: (x: number, y: number) => (d += `M${x} ${y}`),
    lineTo: (x: number, y: number) => (d += `L${x} ${y}`),
    arc(x: number, y: number, radius: number, from: number, to: number) {
      const at = (angle: number) =>
        `${x + radius * Math.cos(angle)} ${y + radius * Math.sin(angle)}`;
      // In two halves: one arc cannot go around the whole circle.
      const middle = (from + to) / 2;
      const half = (end: number) => `A${radius} ${radius} 0 0 1 ${at(end)}`;
      d += `M${at(from)}${half(middle)}${half(to)}`;
    },
    roundRect: (x: number, y: number, width: number, height: number) =>
      (d += `M${x} ${y}h${width}v${height}h${-width}Z`),
    fillRect: (x: number, y: number, width: number, height: number) =>
      write(`M${x} ${y}h${width}v${height}h${-width}Z`, `fill="${own.fillStyle}"`),
    fill: (path?: FakePath) => write(path?.d ?? d, `fill="${own.fillStyle}"`),
    stroke: (path?: FakePath) =>
      write(
        path?.d ?? d,
        `fill="none" stroke="${own.strokeStyle}" stroke-width="${own.lineWidth}" stroke-dasharray="${own.dash.join(' ')}"`,
      ),
  };
  const write = (path: string, paint: string) =>
    void parts.push(
      `<path d="${path}" ${paint} opacity="${own.globalAlpha}" transform="${own.transform.trim()}"/>`,
    );
  return own;
}
