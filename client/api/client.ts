import { hc } from 'hono/client';

import type { AppType } from '#server/app.ts';

import { keyedFetch } from './keyed-fetch.ts';

// Outside a browser (a unit test) there is no page whose origin could be taken.
const origin = typeof location === 'undefined' ? 'http://localhost' : location.origin;

/** The typed client of the whole interface; what it answers goes through `call`. */
export const api = hc<AppType>(origin, { fetch: keyedFetch }).api;
