import type { BoundingBox } from '#server/contract/geo.ts';

import type { Mark } from './cluster-marks.ts';

/** What the page asks of the worker: the marks of a view. A newer request makes older ones void. */
export type ViewRequest = {
  request: number;
  /** The filter as a query string with its `?`, or nothing. */
  query: string;
  /** Changes when the data may have changed: tiles are asked for anew. */
  revision: number;
  box: BoundingBox;
  zoom: number;
};

export type ViewAnswer =
  | { kind: 'marks'; request: number; marks: Mark[] }
  /** `status` is the server's, 0 when no answer came. */
  | { kind: 'failed'; request: number; status: number };
