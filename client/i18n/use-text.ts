import { createContext, use } from 'react';

import { firstTextOf, LANGUAGES, type FirstText, type Language } from './first-text.ts';
import { makeFormat, type Format } from './format.ts';
import type { vi } from './vi.ts';

export type { Language };
/** One catalogue. A message is a string, or a function of named parameters. */
export type Text = typeof vi;

const FORMATS: Record<Language, Format> = {
  vi: makeFormat('vi', firstTextOf('vi').common),
  en: makeFormat('en', firstTextOf('en').common),
};
const loaded = new Map<Language, Text>();

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** Loads all words of a language; a screen behind the sign-in is drawn after that. */
export async function loadText(language: Language): Promise<void> {
  if (loaded.has(language)) return;
  loaded.set(
    language,
    language === 'vi' ? (await import('./vi.ts')).vi : (await import('./en.ts')).en,
  );
}

/** Tests for a page on which screens behind the sign-in may stand. */
export function hasText(): boolean {
  return loaded.size > 0;
}

/** Sentences for the codes of problems; before the sign-in, those that may be met there. */
export function sentencesIn(language: Language): Readonly<Record<string, string>> {
  return loaded.get(language)?.sentences ?? firstTextOf(language).firstSentences;
}

function textOf(language: Language): Text {
  // The language was changed in another window a moment ago: its words are on their way.
  const text = loaded.get(language) ?? [...loaded.values()][0];
  if (text === undefined)
    throw new Error('no words are loaded: call loadText first, or use useFirstText');
  return text;
}

export type LanguageChoice = { language: Language; choose: (language: Language) => void };

export const LanguageContext = createContext<LanguageChoice>({
  language: 'vi',
  choose: () => undefined,
});

export function useLanguage(): LanguageChoice {
  return use(LanguageContext);
}

/** The words in the reader's language: `useText().points.title`. */
export function useText(): Text {
  return textOf(use(LanguageContext).language);
}

/** The words that are there before anybody has signed in. */
export function useFirstText(): FirstText {
  return firstTextOf(use(LanguageContext).language);
}

/** Dates, numbers and distances in the reader's language. */
export function useFormat(): Format {
  return FORMATS[use(LanguageContext).language];
}

export function formatOf(language: Language): Format {
  return FORMATS[language];
}
