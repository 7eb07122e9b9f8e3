import { createContext, use } from 'react';

import { en } from './en.ts';
import { makeFormat, type Format } from './format.ts';
import { vi } from './vi.ts';

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** One catalogue. A message is a string, or a function of named parameters. */
export type Text = typeof vi;

const CATALOGUES: Record<Language, Text> = { vi, en };
const FORMATS: Record<Language, Format> = {
  vi: makeFormat('vi', vi.common),
  en: makeFormat('en', en.common),
};

export function isLanguage(value: unknown): value is Language {
  return value === 'vi' || value === 'en';
}

export function textOf(language: Language): Text {
  return CATALOGUES[language];
}

export function formatOf(language: Language): Format {
  return FORMATS[language];
}

export type LanguageChoice = { language: Language; choose: (language: Language) => void };

export const LanguageContext = createContext<LanguageChoice>({
  language: 'vi',
  choose: () => undefined,
});

export function useLanguage(): LanguageChoice {
  return use(LanguageContext);
}

/** The catalogue in the reader's language: `useText().points.title`. */
export function useText(): Text {
  return textOf(use(LanguageContext).language);
}

/** Dates, numbers and distances in the reader's language. */
export function useFormat(): Format {
  return formatOf(use(LanguageContext).language);
}
