import type { EventKind } from './point.ts';

/** Names of the events of a point in both languages, as refusals name them; the catalogue of the client has the same. */
export const EVENT_NAMES: Readonly<Record<EventKind, { vi: string; en: string }>> = {
  proposed: { vi: 'Đề xuất', en: 'Proposed' },
  recognised: { vi: 'Công nhận', en: 'Recognised' },
  declined: { vi: 'Không công nhận', en: 'Declined' },
  eliminated: { vi: 'Triệt xóa', en: 'Eliminated' },
  handover_proposed: { vi: 'Đề nghị bàn giao', en: 'Hand-over proposed' },
  handover_confirmed: { vi: 'Xác nhận bàn giao', en: 'Hand-over confirmed' },
  handover_refused: { vi: 'Từ chối tiếp nhận', en: 'Hand-over refused' },
  refusal_answered: { vi: 'Trả lời lý do từ chối', en: 'Refusal answered' },
  handover_withdrawn: { vi: 'Rút đề nghị bàn giao', en: 'Hand-over withdrawn' },
  handover_reopened: {
    vi: 'Bàn giao hết hiệu lực vì điểm đổi địa bàn',
    en: 'Hand-over ended: the place lies in other communes',
  },
  successor_asked: { vi: 'Hỏi lại đơn vị kế thừa', en: 'Successor asked anew' },
  successor_refused: { vi: 'Đơn vị kế thừa từ chối tiếp nhận', en: 'Successor refused' },
  checked: { vi: 'Kiểm tra', en: 'Checked' },
  recurrence_suspected: { vi: 'Nghi tái hoạt động', en: 'Recurrence suspected' },
  suspicion_rejected: { vi: 'Bác bỏ dấu hiệu', en: 'Suspicion rejected' },
  suspicion_lapsed: { vi: 'Dấu hiệu hết hiệu lực', en: 'Suspicion lapsed' },
  suspicion_restored: { vi: 'Rút lại việc bác bỏ dấu hiệu', en: 'Rejection taken back' },
  recurrence_confirmed: { vi: 'Xác nhận tái hoạt động', en: 'Recurrence confirmed' },
  recurrence_withdrawn: {
    vi: 'Rút lại xác nhận tái hoạt động',
    en: 'Confirmed recurrence taken back',
  },
  signal_appealed: { vi: 'Đề nghị xem xét lại', en: 'Commune objected' },
  appeal_answered: { vi: 'Trả lời đề nghị xem xét lại', en: 'Objection answered' },
  delisted: { vi: 'Đưa ra khỏi danh mục', en: 'Delisted' },
  corrected: { vi: 'Đính chính', en: 'Corrected' },
  merged: { vi: 'Gộp điểm', en: 'Merged' },
  merge_undone: { vi: 'Hủy gộp điểm', en: 'Merge undone' },
  annulled: { vi: 'Hủy ghi nhận sai', en: 'Act declared mistaken' },
};
