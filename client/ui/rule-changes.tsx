import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RuleChange } from '#server/contract/rule-change.ts';

import { Notice } from './notice.tsx';

/** Says that rules changed in the period of a figure, and by what; nothing where none did. */
export function RuleChanges({ changes }: { changes: readonly RuleChange[] }) {
  const { proposals: own } = useText();
  const format = useFormat();
  if (changes.length === 0) return null;
  return (
    <Notice title={own.rulesChanged}>
      <ul>
        {changes.map(({ rule, from, origin }) => (
          <li key={`${rule} ${from} ${origin}`}>
            {own.ruleChanged({ rule: own.kind[rule], date: format.date(from), origin })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
