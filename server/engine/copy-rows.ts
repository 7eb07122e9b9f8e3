import type { EventColumns, FlagColumns } from './leaf.ts';

/** Marks the old slot of a point that is no longer there. */
export const REMOVED = 0xffff;

// Copies of the columns at hand, as constants that the compiler reads fastest (see match.ts).
const CHUNK = 0x4000;
const NEW_SLOTS = new Uint16Array(0x10000);
const SLOTS = new Uint16Array(CHUNK);
const KEPT = new Uint16Array(CHUNK);
const KEPT_SLOTS = new Uint16Array(CHUNK);
const WORDS = new Uint16Array(CHUNK);
const WORDS_OUT = new Uint16Array(CHUNK);
const BYTES = new Uint8Array(CHUNK);
const BYTES_OUT = new Uint8Array(CHUNK);

/** New slots of the points of a leaf, for the copies that follow. */
export function setNewSlots(newSlots: Uint16Array): void {
  NEW_SLOTS.set(newSlots);
}

/** Copies a stretch of events without those of removed points. @returns where the next one goes */
export function copyEvents(
  from: EventColumns,
  stretch: { start: number; end: number },
  to: EventColumns,
  place: number,
): number {
  let next = place;
  for (let start = stretch.start; start < stretch.end; start += CHUNK) {
    const end = Math.min(stretch.end, start + CHUNK);
    const kept = keepSlots(from.slots, start, end);
    to.slots.set(KEPT_SLOTS.subarray(0, kept), next);
    copyWords(from.days, start, end, to.days, next, kept);
    copyWords(from.recorded, start, end, to.recorded, next, kept);
    copyBytes(from.states, start, end, to.states, next, kept);
    next += kept;
  }
  return next;
}

/** The same for flag intervals. */
export function copyFlags(
  from: FlagColumns,
  stretch: { start: number; end: number },
  to: FlagColumns,
  place: number,
): number {
  let next = place;
  for (let start = stretch.start; start < stretch.end; start += CHUNK) {
    const end = Math.min(stretch.end, start + CHUNK);
    const kept = keepSlots(from.slots, start, end);
    to.slots.set(KEPT_SLOTS.subarray(0, kept), next);
    copyWords(from.from, start, end, to.from, next, kept);
    copyWords(from.to, start, end, to.to, next, kept);
    copyWords(from.recorded, start, end, to.recorded, next, kept);
    copyBytes(from.bits, start, end, to.bits, next, kept);
    next += kept;
  }
  return next;
}

/** Notes which rows of a stretch stay, and their new slots. */
function keepSlots(slots: Uint16Array, start: number, end: number): number {
  SLOTS.set(slots.subarray(start, end));
  let kept = 0;
  for (let row = 0; row < end - start; row += 1) {
    const slot = NEW_SLOTS[SLOTS[row] ?? 0] ?? REMOVED;
    KEPT[kept] = row;
    KEPT_SLOTS[kept] = slot;
    kept += slot === REMOVED ? 0 : 1;
  }
  return kept;
}

function copyWords(
  from: Uint16Array,
  start: number,
  end: number,
  to: Uint16Array,
  place: number,
  kept: number,
): void {
  if (kept === end - start) {
    to.set(from.subarray(start, end), place);
    return;
  }
  WORDS.set(from.subarray(start, end));
  for (let row = 0; row < kept; row += 1) WORDS_OUT[row] = WORDS[KEPT[row] ?? 0] ?? 0;
  to.set(WORDS_OUT.subarray(0, kept), place);
}

function copyBytes(
  from: Uint8Array,
  start: number,
  end: number,
  to: Uint8Array,
  place: number,
  kept: number,
): void {
  if (kept === end - start) {
    to.set(from.subarray(start, end), place);
    return;
  }
  BYTES.set(from.subarray(start, end));
  for (let row = 0; row < kept; row += 1) BYTES_OUT[row] = BYTES[KEPT[row] ?? 0] ?? 0;
  to.set(BYTES_OUT.subarray(0, kept), place);
}
