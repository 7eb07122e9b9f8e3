import type { ChangeKind } from '#server/contract/visit.ts';

const change: Record<ChangeKind, string> = {
  recurred: 'tái hoạt động',
  suspected: 'nghi tái hoạt động',
  refused: 'bị từ chối tiếp nhận',
  overdue: 'quá hạn kiểm tra',
  proposed: 'đề xuất mới',
};

/** What has changed since the last visit. */
export const visits = {
  title: (p: { time: string }) => `Từ lần trước (${p.time})`,
  name: 'Thay đổi từ lần truy cập trước',
  change,
  close: 'Ẩn thay đổi từ lần trước',
};
