/**
 * Roles of a grid whose rows lie where they are scrolled to. A `<tr>` that is placed so is no row of a table to
 * screen readers any more, in some browsers; the roles say it in all of them.
 */
export const ROW_GROUP = { role: 'rowgroup' } as const;
export const ROW = { role: 'row' } as const;
export const HEAD_CELL = { role: 'columnheader' } as const;
export const CELL = { role: 'gridcell' } as const;
