import { sentenceFor } from '#client/api/describe-error.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import type { JudgedPoint } from '#server/contract/many-acts.ts';

import classes from './many-acts.module.css';

/** The points that will be recorded, and those that cannot be, each with its reason. */
export function JudgedLists({
  may,
  mayNot,
}: {
  may: readonly JudgedPoint[];
  mayNot: readonly { point: JudgedPoint; why: string }[];
}) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  return (
    <>
      {may.length > 0 && (
        <Disclosure
          forced={false}
          words={text.manyActs.may({ count: format.number(may.length, 0) })}
        >
          <ul className={classes.points}>
            {may.map(({ id, code, officialName }) => (
              <li key={id}>
                {code} · {officialName}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {mayNot.length > 0 && (
        <Disclosure
          forced={false}
          words={text.manyActs.mayNot({ count: format.number(mayNot.length, 0) })}
        >
          <ul className={classes.points}>
            {mayNot.map(({ point, why }) => (
              <li key={point.id}>
                {point.code} · {point.officialName}
                <span className={classes.why}>
                  {why === 'lifecycle.wrong_status'
                    ? text.register.status[point.status]
                    : (sentenceFor(why, language) ?? why)}
                </span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}
