import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';

import { POINT_STATUSES } from '#server/contract/point.ts';
import { STATUS_COLOURS } from '#server/contract/status-look.ts';
import { STATUS_SHAPES, SUSPECTED_RINGS } from '#server/contract/status-shapes.ts';
import { drawSvg } from '#server/features/ogc/formats/draw-svg.ts';
import { STATUS_WORDS } from '#server/features/points/formats/export-words.ts';

import { READ_ONLY } from './collections.ts';
import { mapStyle } from './map-style.ts';
import { qlr, qml } from './qgis-style.ts';
import { signSvg } from './sign-svg.ts';
import { SIGNS, signName, spriteIndex, spriteSvg } from './sprite.ts';

/** Reads XML; fails where it is none. */
function parsed(text: string) {
  const document = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(text, 'text/xml');
  const all = (name: string) => Array.from(document.getElementsByTagName(name));
  return { all };
}

describe('the sign of a point', () => {
  it('has every path of the shape in the colour of its status, and the rings of a suspicion', () => {
    for (const status of POINT_STATUSES) {
      for (const suspected of [false, true]) {
        const svg = signSvg({ status, suspected });
        const paths = parsed(svg)
          .all('path')
          .map((path) => path.getAttribute('d'));
        const rings = suspected ? SUSPECTED_RINGS : [];
        expect(paths).toEqual([...STATUS_SHAPES[status], ...rings].map(({ path }) => path));
        expect(svg).toContain(STATUS_COLOURS.light.status[status]);
      }
    }
  });
});

describe('the style of QGIS', () => {
  it.each(['point', 'line', 'polygon'] as const)('has a rule a sign for a %s', (geometry) => {
    const { all } = parsed(qml(STATUS_WORDS, geometry));
    const rules = all('rule').map((rule) => rule.getAttribute('filter'));
    expect(rules).toHaveLength(2 * POINT_STATUSES.length);
    expect(new Set(rules).size).toBe(rules.length);
    const svg = signSvg({ status: 'recurring', suspected: false });
    const embedded = `base64:${Buffer.from(svg).toString('base64')}`;
    const names = all('Option').map((option) => option.getAttribute('value'));
    expect(names).toContain(embedded);
  });

  it('comes with the address of the collection as a layer', () => {
    const { all } = parsed(qlr(STATUS_WORDS, { base: 'https://a.example/ogc', title: 'A & B' }));
    expect(all('datasource')[0]?.textContent).toContain("url='https://a.example/ogc?shape=anchor'");
    expect(all('layername')[0]?.textContent).toBe('A & B');
    expect(all('authid')[0]?.textContent).toBe('EPSG:4326');
  });

  it('says in a note of the layer why nothing can be edited', () => {
    const files = [
      qml(STATUS_WORDS, 'line'),
      qlr(STATUS_WORDS, { base: 'https://a.example', title: 'A' }),
    ];
    for (const file of files) {
      const notes = parsed(file)
        .all('userNotes')
        .map((note) => note.getAttribute('value'));
      expect(notes).toEqual([`<p>${READ_ONLY}</p>`]);
    }
    const { all } = parsed(files[1] ?? '');
    expect(all('maplayer')[0]?.getAttribute('readOnly')).toBe('1');
  });
});

describe('the style of MapLibre', () => {
  it('is valid, and each image that it names is in the sprite', () => {
    const style = mapStyle('https://a.example');
    expect(validateStyleMin(style as unknown as Parameters<typeof validateStyleMin>[0])).toEqual(
      [],
    );
    expect(Object.keys(spriteIndex(1))).toEqual(SIGNS.map(signName));
  });

  it.each([1, 2] as const)(
    'has a sprite of the size that its index says, at ratio %i',
    async (ratio) => {
      const { png } = await drawSvg(Buffer.from(spriteSvg()), ratio);
      const places = Object.values(spriteIndex(ratio));
      const [width, height] = [16, 20].map((at) => Buffer.from(png).readUInt32BE(at));
      expect(width).toBe(Math.max(...places.map(({ x, width: own }) => x + own)));
      expect(height).toBe(places[0]?.height);
    },
  );
});
