import type { Page } from '@playwright/test';

/**
 * Waits until an element is seen, and looks at every frame: Playwright's own waiting looks up to half a second later,
 * which is too late where seconds are measured.
 * @param selector in CSS
 */
export async function waitForFrame(page: Page, selector: string): Promise<void> {
  await page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (document.querySelector(wanted)?.checkVisibility() === true) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
    selector,
  );
}
