import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { TOKENS } from '#client/ui/tokens.ts';

import type { MapPicture } from './capture-map.ts';
import { composePicture, type PictureWords } from './compose-picture.ts';

/** Width of a letter of every font of the fake canvas, CSS pixels. */
const LETTER = 6;
type Written = { text: string; x: number; y: number };

let written: Written[];
let turned: number[];
let drawn: string[];
let images: unknown[][];
let signs: [number, number][];
let canvas: { width: number; height: number };

/** Calls that a picture makes besides those whose values are kept. */
const CALLS = [
  'arc',
  'beginPath',
  'fill',
  'fillRect',
  'lineTo',
  'moveTo',
  'restore',
  'save',
  'scale',
  'setLineDash',
  'stroke',
] as const;

/** A canvas that keeps what is written and drawn on it, and knows no other calls. */
function fakeCanvas(blob: Blob | null) {
  const context = {
    ...Object.fromEntries(CALLS.map((name) => [name, () => drawn.push(name)])),
    drawImage: (...given: unknown[]) => images.push(given),
    fillText: (text: string, x: number, y: number) => written.push({ text, x, y }),
    measureText: (text: string) => ({ width: LETTER * text.length }),
    rotate: (angle: number) => turned.push(angle),
    translate: (x: number, y: number) => signs.push([x, y]),
  };
  canvas = { width: 0, height: 0 };
  return Object.assign(canvas, {
    getContext: () => context,
    toBlob: (done: (made: Blob | null) => void) => done(blob),
  });
}

const WORDS: PictureWords = {
  title: 'Bản đồ điểm',
  lines: ['Tình hình ngày 24/11/2026', 'Bộ lọc: không'],
  warnings: ['Dữ liệu minh họa'],
  status: { active: 'Đang', eliminated: 'Xóa', handed_over: 'Giao', recurring: 'Tái' },
  suspected: 'Nghi',
  cluster: 'Nhóm',
  north: 'B',
  purpose: 'Mục đích: giao ban',
  maker: 'Người lập: Minh Họa',
  tokens: TOKENS.light,
  distance: (metres) => `${metres} m`,
};
const map = (width: number, more: Partial<MapPicture> = {}): MapPicture => ({
  image: { width, height: 400 } as HTMLCanvasElement,
  pixelRatio: 2,
  metresPerPixel: 1,
  bearing: 0,
  ...more,
});
async function compose(picture: MapPicture, blob: Blob | null = new Blob(['png'])) {
  vi.stubGlobal('Path2D', class {});
  vi.stubGlobal('document', { createElement: () => fakeCanvas(blob) });
  return composePicture(picture, WORDS);
}
const placeOf = (text: string) => written.find((one) => one.text === text);

describe('the picture of a map', () => {
  beforeEach(() => {
    written = [];
    turned = [];
    drawn = [];
    images = [];
    signs = [];
  });
  afterAll(() => void vi.unstubAllGlobals());

  it('says everything that its reader must know, from the title to who made it', async () => {
    await compose(map(1_600));
    expect(written.map(({ text }) => text)).toEqual([
      'Bản đồ điểm',
      '100 m',
      'B',
      'Đang',
      'Xóa',
      'Giao',
      'Tái',
      'Nghi',
      'Nhóm',
      'Tình hình ngày 24/11/2026',
      'Bộ lọc: không',
      'Dữ liệu minh họa',
      'Mục đích: giao ban',
      'Người lập: Minh Họa',
    ]);
  });

  it('holds the map below the title, and a sign before each word of the legend', async () => {
    const given = map(1_600);
    await compose(given);
    expect(images).toEqual([[given.image, 0, 44, 800, 200]]);
    const legend = ['Đang', 'Xóa', 'Giao', 'Tái', 'Nghi', 'Nhóm'].map((word) => placeOf(word));
    // The first is the arrow to the north.
    expect(signs.slice(1)).toEqual(legend.map((one) => [(one?.x ?? 0) - 16, one?.y]));
    expect(drawn.filter((call) => call === 'fill' || call === 'stroke').length).toBeGreaterThan(
      legend.length,
    );
    expect(drawn.filter((call) => call === 'save')).toHaveLength(
      drawn.filter((call) => call === 'restore').length,
    );
  });

  it('is as wide as the map, with room below for each line', async () => {
    await compose(map(1_600));
    // Head 44, map 200, margins 16 each, one row of signs 26, five lines 20 each; two device pixels to each.
    expect(canvas).toMatchObject({ width: 1_600, height: 2 * (44 + 200 + 16 + 26 + 100 + 16) });
    const rows = ['Tình hình ngày 24/11/2026', 'Bộ lọc: không'].map((text) => placeOf(text)?.y);
    expect(rows).toEqual([44 + 200 + 16 + 26 + 10, 44 + 200 + 16 + 26 + 30]);
  });

  it('breaks lines and the legend where it is narrow, and loses no word', async () => {
    await compose(map(330));
    const within = 165 - 2 * 16;
    const below = written.filter(({ y, x }) => x === 16 && y > 244);
    expect(below.every(({ text }) => text.length * LETTER <= within)).toBe(true);
    const said = below.map(({ text }) => text).join(' ');
    expect(said).toContain('Tình hình ngày 24/11/2026 Bộ lọc: không Dữ liệu minh họa');
    expect(said).toContain('Người lập: Minh Họa');
    // Each sign takes 28 pixels, its word and 16 more: two stand in a row.
    expect(new Set(['Đang', 'Xóa'].map((word) => placeOf(word)?.y)).size).toBe(1);
    expect(placeOf('Giao')?.y).toBe((placeOf('Xóa')?.y ?? 0) + 26);
    expect(canvas.height).toBeGreaterThan(2 * (44 + 200 + 16 + 26 + 100 + 16));
  });

  it('has a scale of a round length, and a north that turns with the map', async () => {
    await compose(map(1_600, { metresPerPixel: 4, bearing: 90 }));
    expect(written[1]?.text).toBe('500 m');
    expect(turned[0]).toBeCloseTo(-Math.PI / 2, 9);
  });

  it('is an error where the browser could not make it', async () => {
    await expect(compose(map(1_600), null)).rejects.toThrow('could not be made');
  });
});
