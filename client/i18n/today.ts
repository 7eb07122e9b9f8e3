import { civilDate, type IsoDate } from '#server/contract/time.ts';

/** The city's civil date by this device's clock; the server checks with its own. */
export function today(): IsoDate {
  return civilDate(new Date().toISOString());
}
