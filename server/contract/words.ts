import * as z from 'zod';

/** A short text that somebody writes: trimmed, NFC, never empty, at most so many characters. */
export const Words = (longest: number) => z.string().trim().normalize('NFC').min(1).max(longest);
