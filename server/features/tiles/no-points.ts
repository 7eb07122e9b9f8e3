import type { PointEngine } from './point-engine.ts';

/** Stands in until the engine is there. */
export const NO_POINTS: PointEngine = {
  refresh: async () => {},
  reload: async () => {},
  count: () => ({ total: 0, status: {}, flag: {} }),
  list: () => ({ ids: [], next: null }),
  stateOn: () => null,
  tileEtag: () => '"0"',
  tile: () => ({ bytes: new Uint8Array(), etag: '"0"' }),
};
