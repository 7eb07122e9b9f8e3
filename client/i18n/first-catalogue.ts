import { ACCOUNT } from '#server/contract/features/account.ts';
import { PASSKEY } from '#server/contract/features/passkey.ts';
import { REQUEST } from '#server/contract/features/request.ts';

import { common } from './words/common.ts';
import { problems } from './words/problems.ts';
import { role } from './words/register.ts';
import { sentencesOf } from './words/sentences.ts';
import { session } from './words/session.ts';

/** Words of the sign-in and of what every screen shares; the others are loaded after it. */
export const firstCatalogue = {
  common,
  problems,
  register: { role },
  session,
  firstSentences: sentencesOf({ ...REQUEST.problems, ...ACCOUNT.problems, ...PASSKEY.problems }),
};
