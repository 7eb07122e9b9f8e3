import type { GroupedSpell } from '#server/methods/log-rank.ts';

/** Weeks of remission of leukaemia, with and without maintenance (aml). */
export const MAINTAINED = spells('maintained', '9 13 13+ 18 23 28+ 31 34 45+ 48 161+');
export const NOT_MAINTAINED = spells('not maintained', '5 5 8 8 12 16+ 23 27 30 33 43 45');

/** Days until death under two treatments, by residual disease (ovarian). */
export const OVARIAN = [
  ...spells('1', '448+ 638 803+ 855+ 1106+', 'no residue'),
  ...spells('1', '59 115 156 431 477+ 1040+ 268 329', 'residue'),
  ...spells('2', '563 744+ 1129+ 1227+ 353 377+', 'no residue'),
  ...spells('2', '421+ 464 475 769+ 770+ 1206+ 365', 'residue'),
];

/** `9 13+` reads: ended at 9; watched until 13 and not ended. */
function spells(group: string, times: string, stratum = ''): GroupedSpell[] {
  return times.split(' ').map((time) => ({
    group,
    stratum,
    exit: Number(time.replace('+', '')),
    event: !time.endsWith('+'),
  }));
}
