import { useLanguage } from '#client/i18n/use-text.ts';
import { ProblemNotice } from '#client/ui/problem-notice.tsx';

import { describeError } from './describe-error.ts';

/** Shows the error of a request in the reader's words; nothing without an error. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { language } = useLanguage();
  if (error === null || error === undefined) return null;
  const described = describeError(error, language);
  return <ProblemNotice {...described} {...(onRetry === undefined ? {} : { onRetry })} />;
}
