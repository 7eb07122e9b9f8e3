import type { Page } from '@playwright/test';

import type { PointPage, PointSummary } from '#server/contract/point.ts';
import type { Worklist } from '#server/contract/worklist.ts';

/** Asks the server with the session of the person before the screen. */
export function serverDriver(page: Page) {
  async function points(query = ''): Promise<PointPage> {
    const answer = await page.request.get(`/api/points?limit=200&${query}`);
    if (!answer.ok()) throw new Error(`the list of points: ${answer.status()}`);
    return answer.json();
  }
  async function attempt(path: string, body: unknown): Promise<{ status: number; code: string }> {
    return page.evaluate(
      async ([address, content]) => {
        const answer = await fetch(address, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': crypto.randomUUID(),
          },
          body: content,
        });
        const { code } = (await answer.json()) as { code: string };
        return { status: answer.status, code };
      },
      [path, JSON.stringify(body)] as const,
    );
  }
  return {
    points,
    async worklist(): Promise<Worklist> {
      const answer = await page.request.get('/api/worklist');
      if (!answer.ok()) throw new Error(`the worklist: ${answer.status()}`);
      return answer.json();
    },
    /** The one point of that name. */
    async pointNamed(name: string): Promise<PointSummary> {
      const { items } = await points(`q=${encodeURIComponent(name)}`);
      const found = items.find((point) => point.officialName === name);
      if (found === undefined) throw new Error(`no point is called ${name}`);
      return found;
    },
    /** A write that only prepares a story, and must succeed. */
    async does(path: string, body: unknown): Promise<void> {
      const { status, code } = await attempt(path, body);
      if (status >= 300) throw new Error(`${path}: ${status} ${code}`);
    },
  };
}
