import { describe, expect, it } from 'vitest';

import { destinationsOf } from './navigation.ts';

/** Links that a phone shows beside "more". */
const ON_A_PHONE = 4;

describe('the way to the screens', () => {
  it('leads who answers for a commune to it with one press, after what waits for them', () => {
    for (const role of ['leader', 'officer'] as const) {
      const shown = destinationsOf(role).slice(0, ON_A_PHONE);
      expect(shown[0]?.to).toBe('/worklist');
      expect(shown.map(({ to }) => to)).toContain('/commune');
    }
  });

  it('leads who signs for a commune to its targets with one press', () => {
    const shown = destinationsOf('leader').slice(0, ON_A_PHONE);
    expect(shown.map(({ to }) => to)).toEqual(['/worklist', '/', '/commune', '/plans']);
  });

  it('does not offer a commune of their own to who watches the whole city', () => {
    expect(destinationsOf('analyst').map(({ to }) => to)).not.toContain('/commune');
  });

  it('leads an administrator to accounts and data, never to the map or the list', () => {
    const places = destinationsOf('admin').map(({ to }) => to);
    expect(places.slice(0, 2)).toEqual(['/accounts', '/proposals']);
    for (const place of ['/', '/worklist', '/imports', '/audit']) {
      expect(places).not.toContain(place);
    }
  });
});
