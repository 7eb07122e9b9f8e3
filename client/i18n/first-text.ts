import { vi } from './first-vi.ts';

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type FirstText = typeof vi;

const texts = new Map<Language, FirstText>([['vi', vi]]);

/** Loads the words of the sign-in: those in English only for who reads it. */
export async function loadFirstText(language: Language): Promise<void> {
  if (!texts.has(language)) texts.set(language, (await import('./first-en.ts')).en);
}

/** Words that are there before anybody has signed in, in the language that was loaded for them. */
export function firstTextOf(language: Language): FirstText {
  return texts.get(language) ?? vi;
}
