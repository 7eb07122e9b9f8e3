import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

type Icon = { src: string; sizes: string; type: string; purpose: string };
type Manifest = { start_url: string; scope: string; display: string; icons: Icon[] };

const INSTALLED = join(import.meta.dirname, 'installed');

const manifest = JSON.parse(
  readFileSync(join(INSTALLED, 'manifest.webmanifest'), 'utf8'),
) as Manifest;

describe('the manifest of the installable app', () => {
  it('lies among files for devices alone: all of them are published as they are', () => {
    const others = readdirSync(INSTALLED).filter((name) => !/\.(png|webmanifest)$/.test(name));
    expect(others).toEqual([]);
  });

  it('opens the product without the bars of a browser, within its own addresses', () => {
    expect(manifest).toMatchObject({ start_url: '/', scope: '/', display: 'standalone' });
  });

  it('has icons of the sizes that phones ask for, one of which may be cut to a circle', async () => {
    const found = await Promise.all(
      manifest.icons.map(async ({ src, purpose }) => {
        const { width, height, format } = await sharp(join(INSTALLED, src)).metadata();
        return { src, sizes: `${width}x${height}`, type: `image/${format}`, purpose };
      }),
    );
    expect(manifest.icons).toEqual(found);
    expect(found.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
      '192x192 any',
      '512x512 any',
      '512x512 maskable',
    ]);
  });
});
