import type { Format } from '#client/i18n/format.ts';
import type { Language, Text } from '#client/i18n/use-text.ts';
import type { SignalParameter } from '#server/contract/signal-parameters.ts';

type Words = { text: Text; format: Format; language: Language };

export type MeasureLine = { name: string; label: string; value: string };

/** The day from which a measure that was never set by anybody counts. */
const ALWAYS = '1900-01-01';

/** Each number of a measure with its name and unit; of the compatibility, what each group speaks for. */
export function measureLines(measure: SignalParameter, words: Words): MeasureLine[] {
  const { format, text } = words;
  const own = text.signalMeasures;
  switch (measure.key) {
    case 'signal.radius': {
      const { business, public_area: area, exactMetres, ...rest } = measure.value;
      return [
        { name: 'business', label: own.field.business, value: format.distance(business) },
        { name: 'public_area', label: own.field.public_area, value: format.distance(area) },
        {
          name: 'exactMetres',
          label: own.field.exactMetres,
          value: format.distance(exactMetres),
        },
        {
          name: 'vicinityFactor',
          label: own.field.vicinityFactor,
          value: own.times({ factor: format.number(rest.vicinityFactor, 1) }),
        },
        {
          name: 'unknownErrorMetres',
          label: own.field.unknownErrorMetres,
          value: format.distance(rest.unknownErrorMetres),
        },
      ];
    }
    case 'signal.window': {
      const { graceDays, windowDays, figureDays } = measure.value;
      const figures = figureDays.map((days) => format.days(days)).join(', ');
      return [
        { name: 'graceDays', label: own.field.graceDays, value: format.days(graceDays) },
        { name: 'windowDays', label: own.field.windowDays, value: format.days(windowDays) },
        { name: 'figureDays', label: own.field.figureDays, value: figures },
      ];
    }
    case 'signal.flag': {
      const { expiryDays, undoMinutes } = measure.value;
      return [
        { name: 'expiryDays', label: own.field.expiryDays, value: format.days(expiryDays) },
        { name: 'undoMinutes', label: own.field.undoMinutes, value: format.minutes(undoMinutes) },
      ];
    }
    case 'signal.compatibility':
      return compatibilityLines(measure.value, words);
  }
}

function compatibilityLines(
  { groups, compatible }: Extract<SignalParameter, { key: 'signal.compatibility' }>['value'],
  { text, language }: Words,
): MeasureLine[] {
  const nameOf = new Map(
    groups.map(({ code, name, nameEn }) => [code, language === 'vi' ? name : nameEn]),
  );
  return groups.map(({ code, categories }) => {
    const others = compatible.filter(([from]) => from === code).map(([, to]) => nameOf.get(to));
    return {
      name: code,
      label: `${nameOf.get(code)} (${categories.join(', ')})`,
      value:
        others.length === 0
          ? text.signalMeasures.onlyOwn
          : text.signalMeasures.alsoFor({ groups: others.join(', ') }),
    };
  });
}

/** From when on a measure holds. */
export function sinceWords(validFrom: string, { text, format }: Words): string {
  const { signalMeasures: own } = text;
  return validFrom === ALWAYS ? own.always : own.from({ date: format.date(validFrom) });
}

/** Differences between two values of one parameter, as the record would show them. */
export function changedLines(
  before: SignalParameter | undefined,
  after: SignalParameter,
  words: Words,
): MeasureLine[] {
  const known = new Map(
    (before === undefined ? [] : measureLines(before, words)).map(({ name, value }) => [
      name,
      value,
    ]),
  );
  return measureLines(after, words)
    .filter(({ name, value }) => known.get(name) !== value)
    .map(({ name, label, value }) => {
      const was = known.get(name);
      return {
        name,
        label,
        value: was === undefined ? value : words.text.signalMeasures.change({ was, value }),
      };
    });
}
