import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { TipDetail } from '#server/contract/tip.ts';

import { extensionWords, forwardingWords, limitWords, originWords } from './rule-words.ts';
import classes from './tips.module.css';

/** The rule under which the clock of a tip runs, with its origin and what of it has been used. */
export function TipClock({ tip }: { tip: TipDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  const { rule } = tip;
  const words = { text, format };
  return (
    <Section title={own.clock}>
      {rule === null ? (
        <p>{own.clockNone}</p>
      ) : (
        <div className={classes.rule}>
          <p>{limitWords(rule, words)}</p>
          {rule.forwarding !== null && <p>{forwardingWords(rule, words)}</p>}
          {rule.extensions.length > 0 && (
            <>
              <ul>
                {extensionWords(rule, words).map((line, place) => (
                  <li key={place} data-used={place < tip.extensionsUsed}>
                    {text.tipClocks.extensions}: {line}
                  </li>
                ))}
              </ul>
              <p>
                {own.clockExtensions({
                  used: format.number(tip.extensionsUsed, 0),
                  all: format.number(rule.extensions.length, 0),
                })}
              </p>
            </>
          )}
          <p className={classes.origin}>{originWords(rule, words)}</p>
        </div>
      )}
    </Section>
  );
}
