import { clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { FieldRoute } from '#server/contract/route-result.ts';

/** Gives day, team and hours of a team's route as one line. */
export function useRouteLead(): (route: FieldRoute) => string {
  const { routes } = useText();
  const format = useFormat();
  return ({ onDate, shift: { teamName, startsAt, endsAt } }) => {
    const hours = { from: clockOfMinutes(startsAt), to: clockOfMinutes(endsAt) };
    return `${format.date(onDate)}, ${teamName}. ${routes.hours(hours)}`;
  };
}
