import { expect, type Page } from '@playwright/test';

import { clusterAt, type Mark } from '#client/features/points/pipeline/cluster-marks.ts';
import { createTileStore } from '#client/features/points/pipeline/load-tiles.ts';
import { toUnit } from '#client/features/points/pipeline/tile-cover.ts';
import { CITY_BOUNDS, type LonLat } from '#server/contract/geo.ts';
import { format, words } from '#tests/e2e/words.ts';

const TILE_PIXELS = 512;

/** The map: what it shows, and pointing at it. A canvas has no elements, so places are reckoned. */
export function mapDriver(page: Page) {
  const { map } = words;
  const canvas = page.locator('canvas#map');
  const drawn = page.locator('[data-marks]');

  /** Until the camera rests and everything that belongs into the view is on the screen. */
  async function settled(): Promise<void> {
    await expect(drawn).toBeVisible({ timeout: 30_000 });
    let before = '';
    await expect
      .poll(async () => {
        const same = page.url() === before && (await drawn.count()) === 1;
        before = page.url();
        return same && ((await shown()) > 0 || (await marksInView()) === 0);
      })
      .toBe(true);
  }

  async function shown(): Promise<number> {
    return Number(await drawn.getAttribute('data-marks'));
  }

  function camera(): { at: LonLat; zoom: number } {
    const search = new URL(page.url()).searchParams;
    const [longitude = Number.NaN, latitude = Number.NaN] = (search.get('at') ?? '')
      .replaceAll('"', '')
      .split(',')
      .map(Number);
    return { at: [longitude, latitude], zoom: Number(search.get('z')) };
  }

  /** Where a place stands on the screen, pixels of the page. */
  async function pixelOf(at: LonLat): Promise<{ x: number; y: number }> {
    const view = camera();
    const box = await canvas.boundingBox();
    if (box === null) throw new Error('the map is not on the screen');
    const scale = TILE_PIXELS * 2 ** view.zoom;
    const [x, y] = toUnit(at);
    const [centreX, centreY] = toUnit(view.at);
    return {
      x: box.x + box.width / 2 + (x - centreX) * scale,
      y: box.y + box.height / 2 + (y - centreY) * scale,
    };
  }

  /** The marks of the city at the present zoom and filter, made as the page makes them. */
  async function marks(): Promise<Mark[]> {
    const search = new URL(page.url()).searchParams;
    const filter = new URLSearchParams();
    for (const key of ['status', 'flag', 'category', 'kind', 'commune', 'as_of', 'known_at', 'q']) {
      const value = search.get(key);
      if (value !== null) filter.set(key, value.replaceAll('"', ''));
    }
    const store = createTileStore(async ({ z, x, y }) => {
      const answer = await page.request.get(
        `/api/tiles/points/${z}/${x}/${y}.mvt?${filter.toString()}`,
      );
      return new Uint8Array(await answer.body());
    });
    const { zoom } = camera();
    const inputs = await store.pointsIn(CITY_BOUNDS, zoom, new AbortController().signal);
    return clusterAt(inputs, zoom).marksIn(CITY_BOUNDS);
  }

  async function marksInView(): Promise<number> {
    const box = await canvas.boundingBox();
    if (box === null) return 0;
    const pixels = await Promise.all((await marks()).map((mark) => pixelOf(mark.at)));
    const inView = pixels.filter(
      ({ x, y }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height,
    );
    return inView.length;
  }

  return {
    settled,
    camera,
    /** Until marks are on the screen, at rest or not. */
    async waitsForMarks() {
      await page.locator('[data-marks]:not([data-marks="0"])').waitFor({ timeout: 60_000 });
    },
    async shownMarks(): Promise<number> {
      await settled();
      return shown();
    },
    async clusters(): Promise<Mark[]> {
      await settled();
      return (await marks()).filter((mark) => mark.count > 1);
    },
    async clicks(at: LonLat) {
      await settled();
      const { x, y } = await pixelOf(at);
      await page.mouse.click(x, y);
    },
    async pointsAt(at: LonLat) {
      await settled();
      const { x, y } = await pixelOf(at);
      await page.mouse.move(x, y);
    },
    async expectCard(text: string | RegExp) {
      await expect(page.locator('.maplibregl-popup')).toContainText(text);
    },
    async asksForList(at: LonLat) {
      await settled();
      const { x, y } = await pixelOf(at);
      await page.keyboard.down('Shift');
      await page.mouse.click(x, y);
      await page.keyboard.up('Shift');
    },
    async taps(at: LonLat) {
      await settled();
      const { x, y } = await pixelOf(at);
      await page.touchscreen.tap(x, y);
    },
    /** What stands ready after a finger has opened a ring. */
    async opensTouchedList(count: number) {
      const name = map.clusterList({ count: format.number(count, 0) });
      await page.getByRole('button', { name }).click();
    },
    async zoomsIn() {
      await page.getByRole('button', { name: map.zoomIn }).click();
    },
    async showsAll() {
      await page.getByRole('button', { name: map.wholeArea }).click();
    },
    async startsDrawing() {
      await page.getByRole('button', { name: map.addPoint }).click();
    },
    async goesToToday() {
      await page.getByRole('button', { name: map.backToToday }).click();
    },
    /** A foreign ground, named as its archive asks. */
    async expectBasemapOf(attribution: string) {
      await expect(page.locator('.maplibregl-ctrl-attrib')).toContainText(attribution);
    },
    async expectApproximate() {
      await expect(page.getByText(map.approximate, { exact: true })).toBeVisible();
    },
    async expectOfficial() {
      await settled();
      await expect(page.getByText(map.approximate, { exact: true })).toHaveCount(0);
    },
    async expectPast(date: string) {
      await expect(page.getByText(map.pastDay({ date }))).toBeVisible();
    },
    async expectAbsent() {
      await expect(canvas).toHaveCount(0);
    },
  };
}
