import { IconEyeCheck, IconEyeExclamation, IconEyeOff, type Icon } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import fields from '#client/ui/field-group.module.css';
import { CheckResult } from '#server/contract/point.ts';

import classes from './check-form.module.css';

const SIGNS: Record<CheckResult, Icon> = {
  no_sign: IconEyeCheck,
  signs: IconEyeExclamation,
  could_not_check: IconEyeOff,
};

/** The three results as large buttons: radios underneath, so that arrows move between them. */
export function ResultField({
  value,
  error,
  onChoose,
}: {
  value: CheckResult | null;
  error: ReactNode;
  onChoose: (result: CheckResult) => void;
}) {
  const text = useText();
  const id = useId();
  return (
    <fieldset
      className={`${fields.group} ${classes.results}`}
      data-faulty={error !== undefined}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend>{text.checks.result}</legend>
      {CheckResult.options.map((result) => {
        const Sign = SIGNS[result];
        return (
          <label key={result} className={classes.result} data-result={result}>
            <input
              type="radio"
              name={`${id}-result`}
              value={result}
              checked={value === result}
              aria-describedby={`${id}-${result}`}
              onChange={() => onChoose(result)}
            />
            <Sign size={28} stroke={1.6} aria-hidden="true" />
            <span className={classes.resultWords}>
              <span className={classes.resultName}>{text.pointActs.results[result]}</span>
              <span id={`${id}-${result}`} className={classes.small}>
                {text.checks.resultMore[result]}
              </span>
            </span>
          </label>
        );
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className={classes.wrong} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
