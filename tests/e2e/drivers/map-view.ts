import { expect, type Locator, type Page } from '@playwright/test';

export type LonLat = readonly [longitude: number, latitude: number];
const TILE_PIXELS = 512;

const canvasOf = (page: Page) => page.locator('canvas#map');
const drawnOf = (page: Page) => page.locator('[data-marks]');

/** Until the camera rests and everything that belongs into the view is on the screen. */
export async function settled(page: Page): Promise<void> {
  const drawn = drawnOf(page);
  await expect(drawn).toBeVisible();
  let before = '';
  await expect
    .poll(
      async () => {
        const same = page.url() === before && (await drawn.count()) === 1;
        before = page.url();
        if (!same || !(await followsAddress(page))) return false;
        return (await shownMarks(page)) > 0 || (await pointsInView(page)) === 0;
      },
      { intervals: [50] },
    )
    .toBe(true);
}

/** Tests whether the marks on the screen belong to the zoom of the address: a new address moves the map a little later. */
async function followsAddress(page: Page): Promise<boolean> {
  const { zoom } = cameraOf(page);
  const shown = Number(await drawnOf(page).getAttribute('data-marks-zoom'));
  return zoom === 0 || Math.abs(zoom - shown) < 0.02;
}

/** Counts the marks on the screen. */
export async function shownMarks(page: Page): Promise<number> {
  return Number(await drawnOf(page).getAttribute('data-marks'));
}

/** The camera, as the address tells it. */
export function cameraOf(page: Page): { at: LonLat; zoom: number } {
  const search = new URL(page.url()).searchParams;
  const [longitude = Number.NaN, latitude = Number.NaN] = (search.get('at') ?? '')
    .replaceAll('"', '')
    .split(',')
    .map(Number);
  return { at: [longitude, latitude], zoom: Number(search.get('z')) };
}

/** The map on the screen, pixels of the page. */
export async function boxOf(page: Page) {
  const found = await canvasOf(page).boundingBox();
  if (found === null) throw new Error('the map is not on the screen');
  return found;
}

/** Presses a map a little beside its middle until it has a pin: a map that is still coming takes no press. */
export async function pressesUntilPinned(map: Locator, pin: Locator): Promise<void> {
  await expect(async () => {
    const box = await map.boundingBox();
    if (box === null) throw new Error('there is no map to press on');
    await map.page().mouse.click(box.x + box.width / 2 + 8, box.y + box.height / 2 + 8);
    await expect(pin).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

/** Projects a place to the screen, pixels of the page. */
export async function pixelOf(page: Page, at: LonLat): Promise<{ x: number; y: number }> {
  const view = cameraOf(page);
  const { x: left, y: top, width, height } = await boxOf(page);
  const scale = TILE_PIXELS * 2 ** view.zoom;
  const [x, y] = toMercator(at);
  const [centreX, centreY] = toMercator(view.at);
  return {
    x: left + width / 2 + (x - centreX) * scale,
    y: top + height / 2 + (y - centreY) * scale,
  };
}

/** Counts the points that the server finds in the view with the filter of the address. */
async function pointsInView(page: Page): Promise<number> {
  const asked = new URLSearchParams({ limit: '1' });
  const search = new URL(page.url()).searchParams;
  for (const key of ['status', 'flag', 'category', 'kind', 'commune', 'as_of', 'known_at', 'q']) {
    const value = search.get(key);
    if (value !== null) asked.set(key, value.replaceAll('"', ''));
  }
  const { at, zoom } = cameraOf(page);
  const { width, height } = await boxOf(page);
  const scale = TILE_PIXELS * 2 ** zoom;
  const [x, y] = toMercator(at);
  const southWest = fromMercator([x - width / 2 / scale, y + height / 2 / scale]);
  const northEast = fromMercator([x + width / 2 / scale, y - height / 2 / scale]);
  asked.set('bbox', [...southWest, ...northEast].join());
  const answer = await page.request.get(`/api/points?${asked.toString()}`);
  if (!answer.ok()) throw new Error(`points in view: ${answer.status()}`);
  return ((await answer.json()) as { total: number }).total;
}

/** Web Mercator with the world as a square of side 1, from the north-west. */
function toMercator([longitude, latitude]: LonLat): [x: number, y: number] {
  const angle = Math.PI / 4 + (latitude * Math.PI) / 360;
  return [longitude / 360 + 0.5, 0.5 - Math.log(Math.tan(angle)) / (2 * Math.PI)];
}

function fromMercator([x, y]: readonly [x: number, y: number]): [
  longitude: number,
  latitude: number,
] {
  const latitude = (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90;
  return [(x - 0.5) * 360, latitude];
}
