import type { BrowserContext } from '@playwright/test';

import { keepsPictures } from './drivers/look-driver.ts';

/** Options for `test.use`, or for one person's desk, where pixels are looked at or drawing is timed. */
export const SHARP = { deviceScaleFactor: 1 };

/**
 * Lets maps compute everything and paint nothing, except on {@link SHARP} screens and where pictures are kept. Without a
 * graphics card painting takes a fifth of a page's processor time; drivers ask the map and its twin in the page instead.
 */
export async function leaveMapsUnpainted(
  context: BrowserContext,
  deviceScaleFactor: number | undefined,
): Promise<void> {
  if (keepsPictures || deviceScaleFactor === SHARP.deviceScaleFactor) return;
  await context.addInitScript(() => {
    for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
      prototype.drawArrays = () => undefined;
      prototype.drawElements = () => undefined;
      prototype.clear = () => undefined;
    }
    WebGL2RenderingContext.prototype.drawArraysInstanced = () => undefined;
    WebGL2RenderingContext.prototype.drawElementsInstanced = () => undefined;
  });
}
