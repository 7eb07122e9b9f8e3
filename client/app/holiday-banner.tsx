import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { tipClocksQuery } from '#client/features/tips/queries.ts';
import { useText } from '#client/i18n/use-text.ts';

import classes from '#client/ui/banner.module.css';

/** Reminds the people who keep the settings, two months ahead, to enter the holidays of the next year. */
export default function HolidayBanner() {
  const { tipClocks: own } = useText();
  const clocks = useQuery(tipClocksQuery);
  const years = clocks.data?.unknownYears ?? [];
  if (years.length === 0) return null;
  return (
    <p className={classes.banner}>
      <strong>{own.unknownYears({ years: years.join(', ') })}</strong>
      <Link to="/tip-clocks">{own.enterDays}</Link>
    </p>
  );
}
