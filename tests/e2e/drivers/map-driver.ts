import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';

import { waitForFrame } from '#tests/e2e/first-frame.ts';
import { words } from '#tests/e2e/words.ts';

import { boxOf, cameraOf, pixelOf, settled, shownMarks, type LonLat } from './map-view.ts';
import { findLargestRing, type Ring } from './rings-on-canvas.ts';

const { map, pointDraw } = words;

/** Reads and points at the map. A canvas has no elements, so rings are found by their pixels. */
export function mapDriver(page: Page) {
  return { ...mapSight(page), ...mapRings(page), ...mapMeasuring(page), ...mapSurroundings(page) };
}

/** The part of the map that is seen, and where. */
function mapSight(page: Page) {
  const drawn = page.locator('[data-marks]');

  return {
    /** Part of the screen's width, at two thirds of its height, where the map is seen. */
    async shareOfWidth(): Promise<number> {
      await settled(page);
      return page.evaluate(() => {
        const STEP = 4;
        const y = (innerHeight * 2) / 3;
        const steps = Array.from({ length: Math.floor(innerWidth / STEP) }, (_, step) => step);
        const seen = steps.filter((step) => {
          const top = document.elementFromPoint(step * STEP, y);
          return top !== null && top.closest('.maplibregl-map') !== null;
        });
        return seen.length / steps.length;
      });
    },
    settled: () => settled(page),
    camera: () => cameraOf(page),
    /** Until marks are on the screen, at rest or not. */
    async waitsForMarks() {
      await waitForFrame(page, '[data-marks]:not([data-marks="0"])');
    },
    async shownMarks(): Promise<number> {
      await settled(page);
      return shownMarks(page);
    },
    /** Expects a map without marks. */
    async expectNoMarks() {
      await expect(drawn).toHaveAttribute('data-marks', '0');
    },
    /** Until a place stands on the map with nothing over it, at least a thumb's half width from every panel. */
    async expectUncovered(at: LonLat) {
      await settled(page);
      const covered = async () => {
        const { x, y } = await pixelOf(page, at);
        const around = [-22, 0, 22].flatMap((dx) => [-22, 0, 22].map((dy) => [x + dx, y + dy]));
        return page.evaluate(
          (spots) =>
            spots
              .map(([left = 0, top = 0]) => document.elementFromPoint(left, top))
              .filter((hit) => hit?.closest('.maplibregl-map') == null)
              .map((hit) => hit?.textContent?.slice(0, 40) ?? 'outside the screen'),
          around,
        );
      };
      await expect.poll(covered, 'what lies over the place').toEqual([]);
    },
    async clicks(at: LonLat) {
      await settled(page);
      const { x, y } = await pixelOf(page, at);
      await page.mouse.click(x, y);
    },
  };
}

/** Rings of several points, and the lists that they open. */
function mapRings(page: Page) {
  const popup = page.locator('.maplibregl-popup');

  return {
    findsRing: () => findRing(page),
    /** Points at a ring and reads on its card how many it holds. */
    async countsRing({ x, y }: Ring): Promise<number> {
      await page.mouse.move(x, y);
      const says = new RegExp(map.clusterCount({ count: String.raw`([\d.]+)` }));
      await expect(popup).toContainText(says);
      return numberIn(await popup.innerText(), says);
    },
    async clicksRing({ x, y }: Ring) {
      await page.mouse.click(x, y);
    },
    async asksForList({ x, y }: Ring) {
      await page.keyboard.down('Shift');
      await page.mouse.click(x, y);
      await page.keyboard.up('Shift');
    },
    async tapsRing({ x, y }: Ring) {
      await page.touchscreen.tap(x, y);
    },
    /** Opens the list that stands ready after a finger has opened a ring, and gives how many it promises. */
    async opensTouchedList(): Promise<number> {
      const says = new RegExp(map.clusterList({ count: String.raw`([\d.]+)` }));
      const button = page.getByRole('button', { name: says });
      const promised = numberIn(await button.innerText(), says);
      await button.click();
      return promised;
    },
  };
}

/** The largest ring on the screen, pixels of the page. */
async function findRing(page: Page): Promise<Ring> {
  await settled(page);
  const clip = await boxOf(page);
  let largest: Ring | undefined;
  await expect
    .poll(async () => {
      largest = await findLargestRing(await page.screenshot({ clip, animations: 'disabled' }));
      return largest;
    }, 'a ring on the map')
    .toBeDefined();
  if (largest === undefined) throw new Error('no ring on the map');
  return { ...largest, x: clip.x + largest.x, y: clip.y + largest.y };
}

/** Measuring on the map. */
function mapMeasuring(page: Page) {
  const measureButton = page.getByRole('button', { name: map.measure });
  const measuring = page.getByRole('complementary', { name: map.measure });

  return {
    /** Takes the measuring tool up by its key. */
    async startsMeasuring() {
      await measureButton.press('Enter');
      await expect(measuring).toBeVisible();
    },
    /** Sets corners without a pointer. */
    async measuresByNumbers(...corners: string[]) {
      const coordinates = measuring.getByLabel(pointDraw.coordinates, { exact: true });
      for (const corner of corners) {
        await coordinates.fill(corner);
        await coordinates.press('Enter');
      }
    },
    /** Sets a corner where the map shows the place. */
    async measuresFrom(at: LonLat) {
      const { x, y } = await pixelOf(page, at);
      await page.mouse.click(x, y);
    },
    async measuresArea() {
      await measuring.getByText(pointDraw.shapes.Polygon, { exact: true }).click();
    },
    async expectMeasured(size: string | RegExp) {
      await expect(measuring.getByText(size)).toBeVisible();
    },
    /** Ends measuring by the key, wherever the focus is. */
    async endsMeasuringByKey() {
      await page.keyboard.press('Escape');
      await expect(measuring).toHaveCount(0);
    },
    async expectMeasureButtonFocused() {
      await expect(measureButton).toBeFocused();
    },
  };
}

/** The ground under the marks, pins, and notices over the map. */
function mapSurroundings(page: Page) {
  const pinned = page.getByRole('region', { name: map.foundPlace });

  return {
    async goesToToday() {
      await page.getByRole('button', { name: map.backToToday }).click();
    },
    /** A foreign ground, named as its archive asks. */
    async expectBasemapOf(attribution: string) {
      await expect(page.locator('.maplibregl-ctrl-attrib')).toContainText(attribution);
    },
    /** The pin of a found place with what it says. */
    async expectPinned(...said: (string | RegExp)[]) {
      for (const part of said) await expect(pinned).toContainText(part);
    },
    async removesPin() {
      await pinned.getByRole('button', { name: map.leaveFound }).click();
      await expect(pinned).toHaveCount(0);
    },
    /** A street whose name the map writes in the view, as it tells those who cannot see it. */
    async expectStreet(name: string | RegExp) {
      const streets = page.getByRole('region', { name: map.streetsInView });
      const written = streets.getByText(name, { exact: true }).first();
      await expect(written).toBeAttached();
    },
    /** The colour that the map shows at a place, once it has drawn it: `#rrggbb`. */
    async expectColour(at: LonLat, colour: string) {
      const { x, y } = await pixelOf(page, at);
      const clip = { x: Math.floor(x), y: Math.floor(y), width: 1, height: 1 };
      const shownColour = async () => {
        const pixel = await sharp(await page.screenshot({ clip }))
          .removeAlpha()
          .raw()
          .toBuffer();
        return `#${pixel.toString('hex')}`;
      };
      await expect.poll(shownColour, { message: `colour at ${at.join()}` }).toBe(colour);
    },
    async expectApproximate() {
      await expect(page.getByText(map.approximate, { exact: true })).toBeVisible();
    },
    async expectOfficial() {
      await settled(page);
      await expect(page.getByText(map.approximate, { exact: true })).toHaveCount(0);
    },
  };
}

/** Reads the number at the pattern's group, written as 1.234. */
function numberIn(text: string, says: RegExp): number {
  return Number(says.exec(text)?.[1]?.replaceAll('.', ''));
}
