import { loadText } from '#client/i18n/use-text.ts';

import { languageOfDevice } from './language-provider.tsx';

/** Loads what every screen but the sign-in stands on: their frame, the other styles, all words of one language. */
export async function loadSignedIn(): Promise<void> {
  await Promise.all([
    import('./signed-in.tsx'),
    import('./all-routes.tsx'),
    loadText(languageOfDevice()),
  ]);
}
