import { sentenceFor } from '#client/api/describe-error.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';

import type { WhyNot } from './act-choices.ts';

/** `a, b hoặc c`. */
function oneOf(words: readonly string[], or: string): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')}${or}${last}`;
}

/** The sentence for the reason why an act cannot be done now. */
export function useWhyNot(): (why: WhyNot) => string {
  const text = useText();
  const { language } = useLanguage();
  const own = text.pointActs;
  return (why) => {
    switch (why.kind) {
      case 'status': {
        const words = why.statuses.map((status) => text.register.status[status]);
        return own.whenStatus({ statuses: oneOf(words, own.or) });
      }
      case 'no_suspicion':
        return own.noSuspicion;
      case 'no_pending':
        return own.noPending;
      case 'no_refusal':
        return own.noRefusal;
      case 'problem':
        return sentenceFor(why.code, language) ?? text.sentences['permission.denied'] ?? why.code;
    }
  };
}
