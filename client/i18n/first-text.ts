import { ACCOUNT } from '#server/contract/features/account.ts';
import { PASSKEY } from '#server/contract/features/passkey.ts';
import { REQUEST } from '#server/contract/features/request.ts';

import { inLanguage } from './both.ts';
import { common } from './words/common.ts';
import { problems } from './words/problems.ts';
import { role } from './words/register.ts';
import { sentencesOf } from './words/sentences.ts';
import { session } from './words/session.ts';

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Words of the sign-in and of what every screen shares; the others are loaded after it, in one language. */
const firstCatalogue = {
  common,
  problems,
  register: { role },
  session,
  firstSentences: sentencesOf({ ...REQUEST.problems, ...ACCOUNT.problems, ...PASSKEY.problems }),
};

const TEXTS = {
  vi: inLanguage(firstCatalogue, 'vi'),
  en: inLanguage(firstCatalogue, 'en'),
} satisfies Record<Language, unknown>;
export type FirstText = (typeof TEXTS)['vi'];

export function firstTextOf(language: Language): FirstText {
  return TEXTS[language];
}
