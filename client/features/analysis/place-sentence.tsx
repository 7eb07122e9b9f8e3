import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import { isSignificant } from './p-value.ts';
import { placeWords } from './place-words.ts';

const YEAR_DAYS = 365;

/** The result in a plain sentence, and a warning where what was reported and what was found are mixed. */
export function PlaceSentence({ result }: { result: PlaceAnalysis }) {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const said = useSaid()(result);
  const { origin } = result.query;
  return (
    <>
      {said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {origin === 'both' && (
        <Notice>
          <p>
            {own.mixed({
              reported: format.number(result.events.reported),
              found: format.number(result.events.found),
            })}
          </p>
        </Notice>
      )}
      {origin === 'found' && (
        <Notice>
          <p>{own.foundOnly}</p>
        </Notice>
      )}
    </>
  );
}

function useSaid(): (result: PlaceAnalysis) => string[] {
  const text = useText();
  const { said } = text.placeAnalysis;
  const format = useFormat();
  const number = (value: number, digits?: number) => format.number(value, digits);
  return (result) => {
    const tested = number(result.tested);
    switch (result.query.method) {
      case 'hot_spots': {
        const spots = result.hotSpots.filter(({ adjustedP }) => isSignificant(adjustedP));
        if (spots.length === 0) return [said.hotNone({ tested })];
        const hot = spots.filter(({ z }) => z > 0).length;
        return [said.hot({ hot: number(hot), cold: number(spots.length - hot), tested })];
      }
      case 'emerging':
        return [said.emerging({ spots: number(result.emerging.length), tested })];
      case 'near_repeat': {
        const [strongest] = result.repeats
          .filter(({ adjustedP, ratio }) => isSignificant(adjustedP) && (ratio ?? 0) > 1)
          .toSorted((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0));
        if (strongest === undefined) return [said.repeatsNone];
        return [
          said.repeats({
            metres: format.distance(strongest.metres),
            days: format.days(strongest.days),
            ratio: number(strongest.ratio ?? 0),
          }),
        ];
      }
      case 'scan': {
        const [strongest] = result.clusters;
        if (strongest === undefined) return [said.scanNone];
        return [
          said.scan({
            where: placeWords(strongest, { text, format }),
            cases: number(strongest.cases),
            expected: number(strongest.expected),
            from: format.date(strongest.from),
            every: format.days(Math.round(strongest.recurrenceDays)),
          }),
          ...(strongest.recurrenceDays < YEAR_DAYS ? [said.scanOrdinary] : []),
        ];
      }
      case 'density': {
        const most = result.density.reduce((top, { density }) => Math.max(top, density), 0);
        return [said.density({ most: number(most), events: number(result.events.all) })];
      }
    }
  };
}
