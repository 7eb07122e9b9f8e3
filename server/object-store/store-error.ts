/** `unreachable`: no answer in time; `refused`: keys, bucket, region or clock; `damaged`: other bytes than were written. */
export type StoreErrorKind = 'unreachable' | 'refused' | 'damaged';

/** A request to the object store that failed for good, after its repeats. The message names no secret. */
export class StoreError extends Error {
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, more: { cause?: unknown } = {}) {
    super(`object store: ${message}`, more);
    this.name = 'StoreError';
    this.kind = kind;
  }
}
