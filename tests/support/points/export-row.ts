import type { ExportRow } from '#server/features/points/formats/export-row.ts';

/** A point as it goes into a file; what a test is about is replaced there. */
export const EXPORT_ROW: ExportRow = {
  id: 1,
  code: 'DP-1',
  officialName: 'Nhà nghỉ Bình Minh',
  aliases: [],
  category: 'Lưu trú',
  kind: 'business',
  status: 'active',
  flags: [],
  communes: [],
  address: null,
  statusSince: '2026-01-05',
  cycle: 1,
  nextCheckOn: null,
  lateDays: 0,
  anchor: [105.85, 21.02],
  shape: null,
};
