import type { IsoInstant } from '#server/contract/time.ts';

const PREFIX = 'route-arrival-';

/** Reads the moment when the team arrived at a stop, kept on the device until the stop has its result. */
export function arrivalAt(stopId: number): IsoInstant | null {
  return localStorage.getItem(`${PREFIX}${stopId}`);
}

export function keepArrival(stopId: number, at: IsoInstant): void {
  localStorage.setItem(`${PREFIX}${stopId}`, at);
}

export function forgetArrival(stopId: number): void {
  localStorage.removeItem(`${PREFIX}${stopId}`);
}
