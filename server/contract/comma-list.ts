import * as z from 'zod';

/** `a,b,c` in a query string, each one of `values`. */
export function listOf<T extends readonly [string, ...string[]]>(values: T) {
  return z
    .string()
    .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])
    .pipe(z.array(z.enum(values)))
    .meta({ description: `One or several, by commas: ${values.join(', ')}`, example: values[0] });
}

/** Codes of a form in a query string, by commas. */
export const codesOf = (pattern: RegExp, description: string, example: string) =>
  z
    .string()
    .max(2_000)
    .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])
    .pipe(z.array(z.string().regex(pattern)))
    .meta({ description, example });
