import { describe, expect, it } from 'vitest';

import { ExportRequest } from './export.ts';

const viewOf = (view: string) =>
  ExportRequest.safeParse({ kind: 'map_print', purpose: 'Họp giao ban', points: 1, view }).data
    ?.view;

describe('the view that an export logs', () => {
  it.each([
    '',
    'as_of=2026-11-01&category=KS&commune=00070%2C00082&flag=check_overdue&kind=business&status=active',
    'route=12&version=3',
    'report=4&version=0',
    'plan=1',
    'overview=2026-11-24',
    'commune=00070&week=2026-11-23&version=2',
  ])('is kept where it names filters, days and numbers: %s', (view) => {
    const parts = (text: string) => Object.fromEntries(new URLSearchParams(text));
    expect(parts(viewOf(view) ?? 'refused=')).toEqual(parts(view));
    expect(viewOf(`?${view}`)).toBe(viewOf(view));
  });

  it.each([
    'q=0912345678',
    'Trần Thị Hoa',
    'note=Hoa',
    'plan=Hoa',
    'status=Hoa',
    'week=0912345678',
    'commune=Hoa',
    'route=0912345678',
  ])('is refused where it could hold words or the number of a person: %s', (view) => {
    expect(viewOf(view)).toBeUndefined();
  });

  it('keeps nothing of a name that is given twice but what was judged', () => {
    expect(viewOf('plan=Hoa&plan=1')).toBe('plan=1');
  });
});
