import * as z from 'zod';

/** The words by which a person says why. */
export const ReasonText = z.string().trim().normalize('NFC').min(3).max(1_000);
