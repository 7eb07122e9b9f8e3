import type { BoundingBox } from '#server/contract/geo.ts';

import type { Mark } from './cluster-marks.ts';

/** Request of the page to the worker: the marks of a view. A newer request makes older ones void. */
export type ViewRequest = {
  kind: 'view';
  request: number;
  /** The filter as a query string with its `?`, or nothing. */
  query: string;
  /** Changes when the data may have changed: tiles are asked for anew. */
  revision: number;
  box: BoundingBox;
  zoom: number;
};

/** Filters whose tiles are likely to be asked for next, the likeliest first; replaces what was told before. */
export type AheadRequest = { kind: 'ahead'; queries: readonly string[] };

export type ViewAnswer =
  | { kind: 'marks'; request: number; query: string; marks: Mark[] }
  /** `status` is the server's, 0 when no answer came. */
  | { kind: 'failed'; request: number; status: number };
