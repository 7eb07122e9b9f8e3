import { createContext, use } from 'react';

import type { vi as everydayVi } from './everyday-vi.ts';
import {
  firstTextOf,
  LANGUAGES,
  loadFirstText,
  type FirstText,
  type Language,
} from './first-text.ts';
import { makeFormat, type Format } from './format.ts';
import type { vi } from './vi.ts';

export type { Language };
/** One catalogue. A message is a string, or a function of named parameters. */
export type Text = typeof vi;

const formats = new Map<Language, Format>();
type Everyday = typeof everydayVi;
const everyday = new Map<Language, Text>();
const loaded = new Map<Language, Text>();
const coming = new Map<Language, Promise<Text>>();

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** Loads the words of the frame and the work list, which may be drawn after that. */
export async function loadEverydayText(language: Language): Promise<void> {
  if (loaded.has(language) || everyday.has(language)) return;
  const [words] = await Promise.all([
    language === 'vi'
      ? import('./everyday-vi.ts').then(({ vi: there }) => there)
      : import('./everyday-en.ts').then(({ en: there }) => there),
    loadFirstText(language),
  ]);
  everyday.set(language, withOthersLater(words, language));
}

/** Loads what the screens need that are open: the words of the sign-in, or all. */
export async function loadWordsInUse(language: Language): Promise<void> {
  await loadFirstText(language);
  if (loaded.size > 0 || everyday.size > 0) await loadText(language);
}

/** Loads all words of a language; every screen behind the sign-in may be drawn after that. */
export async function loadText(language: Language): Promise<void> {
  await allWords(language);
}

function allWords(language: Language): Promise<Text> {
  const asked = coming.get(language);
  if (asked !== undefined) return asked;
  const words =
    language === 'vi'
      ? import('./vi.ts').then(({ vi: all }) => all)
      : import('./en.ts').then(({ en: all }) => all);
  const kept = words.then(
    (all) => {
      loaded.set(language, all);
      return all;
    },
    (error: unknown) => {
      // Asked for again by whoever needs them next.
      coming.delete(language);
      throw error;
    },
  );
  coming.set(language, kept);
  return kept;
}

/** Words that are there; a component that takes others suspends until they have come. */
function withOthersLater(words: Everyday, language: Language): Text {
  return new Proxy<Partial<Text>>(words, {
    get(there, name) {
      if (name in there || typeof name === 'symbol') return Reflect.get(there, name);
      const all = loaded.get(language);
      if (all !== undefined) return Reflect.get(all, name);
      // React waits for a promise that is thrown. Its `use` may not stand before other hooks here: where the promise is
      // kept at once, React 19.3 takes the drawing up again with hooks that it has not made yet.
      throw allWords(language);
    },
  }) as Text;
}

/** Sentences for the codes of problems; before the sign-in, those that may be met there. */
export function sentencesIn(language: Language): Readonly<Record<string, string>> {
  return loaded.get(language)?.sentences ?? firstTextOf(language).firstSentences;
}

function textOf(language: Language): Text {
  // The language was changed in another window a moment ago: its words are on their way.
  const there = [loaded.get(language), everyday.get(language), ...loaded.values()];
  const text = there.find((words) => words !== undefined) ?? [...everyday.values()][0];
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
  return formatOf(use(LanguageContext).language);
}

export function formatOf(language: Language): Format {
  const made = formats.get(language) ?? makeFormat(language, firstTextOf(language).common);
  formats.set(language, made);
  return made;
}
