import type { Context } from 'hono';

import type { Language } from '#server/contract/problem-text.ts';

import type { AppEnv } from './environment.ts';

/**
 * Chooses the language of a sentence by `Accept-Language` (RFC 9110 §12.5.4): English where it is preferred to
 * Vietnamese, else Vietnamese.
 */
export function languageOf(context: Context<AppEnv>): Language {
  const wishes = context.req.header('accept-language') ?? '';
  return wishFor('en', wishes) > wishFor('vi', wishes) ? 'en' : 'vi';
}

/** The weight of a language in the header, 0 where it is not named. */
function wishFor(language: Language, wishes: string): number {
  const weights = wishes.split(',').map((wish) => {
    const [range = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase());
    if (range !== language && !range.startsWith(`${language}-`)) return 0;
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return weight === undefined ? 1 : Number(weight.slice(2)) || 0;
  });
  return Math.max(...weights);
}
