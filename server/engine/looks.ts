import { statusOf } from './codes.ts';

/**
 * A look is what a point shows on a day: its status (three bits) and its flag bits. Which looks match is known
 * before any point is looked at.
 */
export const LOOKS = 0x800;

export function lookOf(state: number, flags: number): number {
  return statusOf(state) | (flags << 3);
}

export function statusOfLook(look: number): number {
  return look & 7;
}

export function flagsOfLook(look: number): number {
  return look >>> 3;
}
