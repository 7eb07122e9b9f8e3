import { both, type Both } from '#client/i18n/both.ts';
import type { HandoverState } from '#server/contract/handover.ts';
import type { Act } from '#server/contract/life-cycle.ts';
import type { Role } from '#server/contract/permission.ts';
import type { EventKind, PointFlag, PointKind, PointStatus } from '#server/contract/point.ts';

const status: Record<PointStatus, Both> = {
  proposed: both('Đề xuất', 'Proposed'),
  not_recognised: both('Chưa công nhận', 'Not recognised'),
  active: both('Đang hoạt động', 'Active'),
  eliminated: both('Đã triệt xóa', 'Eliminated'),
  handed_over: both('Đã bàn giao', 'Handed over'),
  recurring: both('Tái hoạt động', 'Recurring'),
  delisted: both('Đã đưa ra khỏi danh mục', 'Delisted'),
};

const flag: Record<PointFlag, Both> = {
  handover_pending: both('Chờ xác nhận bàn giao', 'Hand-over pending'),
  handover_refused: both('Bị từ chối tiếp nhận', 'Hand-over refused'),
  suspected: both('Nghi tái hoạt động', 'Suspected recurrence'),
  check_due: both('Sắp đến hạn kiểm tra', 'Check due soon'),
  check_overdue: both('Quá hạn kiểm tra', 'Check overdue'),
  under_watch: both('Đang theo dõi', 'Under watch'),
  unchecked: both('Chưa kiểm tra lại', 'Not checked since elimination'),
};

/** Meanings of the flags, one sentence each. */
const flagMeaning: Record<PointFlag, Both> = {
  handover_pending: both(
    'Phường, xã chưa trả lời đề nghị bàn giao; chưa tính là kết quả của bên nào.',
    'A commune has yet to answer the hand-over; it counts for neither side.',
  ),
  handover_refused: both(
    'Phường, xã từ chối tiếp nhận; bên đề nghị chưa trả lời.',
    'The commune refused it; the proposer’s side has not answered.',
  ),
  suspected: both(
    'Có dấu hiệu chưa xác minh. Chưa tính là tái hoạt động.',
    'Unverified signs. Does not count as a recurrence.',
  ),
  check_due: both('Lần kiểm tra kế tiếp sắp đến hạn.', 'The next check is due soon.'),
  check_overdue: both('Lần kiểm tra kế tiếp đã quá hạn.', 'The next check is overdue.'),
  under_watch: both(
    'Trong thời gian theo dõi sau bàn giao.',
    'Within the watch period after the hand-over.',
  ),
  unchecked: both(
    'Đã triệt xóa nhưng chưa kiểm tra lại: chưa rõ kết quả.',
    'Closed, and nobody has looked since: unknown, not a success.',
  ),
};

const kind: Record<PointKind, Both> = {
  business: both('Cơ sở kinh doanh dịch vụ', 'Business'),
  public_area: both('Địa bàn công cộng', 'Public area'),
};

export const role: Record<Role, Both> = {
  analyst: both('Cán bộ phân tích', 'Analyst'),
  leader: both('Lãnh đạo UBND phường, xã', 'Commune leader'),
  officer: both('Cán bộ phường, xã', 'Commune officer'),
  planner: both('Người lập kế hoạch kiểm tra', 'Inspection planner'),
  inspector: both('Thành viên Đội 178', 'Team 178 member'),
  coordinator: both('Cơ quan thường trực', 'Standing agency'),
  admin: both('Quản trị viên', 'Administrator'),
  auditor: both('Người giám sát nhật ký', 'Log auditor'),
};

const event: Record<EventKind, Both> = {
  proposed: both('Đề xuất', 'Proposed'),
  recognised: both('Công nhận', 'Recognised'),
  declined: both('Không công nhận', 'Declined'),
  eliminated: both('Triệt xóa', 'Eliminated'),
  handover_proposed: both('Đề nghị bàn giao', 'Hand-over proposed'),
  handover_confirmed: both('Xác nhận bàn giao', 'Hand-over confirmed'),
  handover_refused: both('Từ chối tiếp nhận', 'Hand-over refused'),
  refusal_answered: both('Trả lời lý do từ chối', 'Refusal answered'),
  handover_withdrawn: both('Rút đề nghị bàn giao', 'Hand-over withdrawn'),
  handover_reopened: both(
    'Bàn giao hết hiệu lực vì điểm đổi địa bàn',
    'Hand-over ended: the place lies in other communes',
  ),
  successor_asked: both('Hỏi lại đơn vị kế thừa', 'Successor asked anew'),
  successor_refused: both('Đơn vị kế thừa từ chối tiếp nhận', 'Successor refused'),
  checked: both('Kiểm tra', 'Checked'),
  recurrence_suspected: both('Nghi tái hoạt động', 'Recurrence suspected'),
  suspicion_rejected: both('Bác bỏ dấu hiệu', 'Suspicion rejected'),
  suspicion_lapsed: both('Dấu hiệu hết hiệu lực', 'Suspicion lapsed'),
  suspicion_restored: both('Rút lại việc bác bỏ dấu hiệu', 'Rejection taken back'),
  recurrence_confirmed: both('Xác nhận tái hoạt động', 'Recurrence confirmed'),
  recurrence_withdrawn: both('Rút lại xác nhận tái hoạt động', 'Confirmed recurrence taken back'),
  signal_appealed: both('Đề nghị xem xét lại', 'Commune objected'),
  appeal_answered: both('Trả lời đề nghị xem xét lại', 'Objection answered'),
  delisted: both('Đưa ra khỏi danh mục', 'Delisted'),
  corrected: both('Đính chính', 'Corrected'),
  merged: both('Gộp điểm', 'Merged'),
  merge_undone: both('Hủy gộp điểm', 'Merge undone'),
  annulled: both('Hủy ghi nhận sai', 'Act declared mistaken'),
};

const act: Record<Act, Both> = {
  recognise: both('Công nhận', 'Recognise'),
  decline: both('Không công nhận', 'Decline'),
  eliminate: both('Ghi nhận triệt xóa', 'Record elimination'),
  propose_handover: both('Đề nghị bàn giao', 'Propose hand-over'),
  confirm_handover: both('Xác nhận bàn giao', 'Confirm hand-over'),
  refuse_handover: both('Từ chối tiếp nhận', 'Refuse hand-over'),
  respond_refusal: both('Trả lời lý do từ chối', 'Answer the refusal'),
  withdraw_handover: both('Rút đề nghị bàn giao', 'Withdraw the proposal'),
  check: both('Ghi kiểm tra', 'Record a check'),
  mark_recurring: both('Xác nhận tái hoạt động', 'Confirm recurrence'),
  reject_suspicion: both('Bác bỏ dấu hiệu', 'Reject the suspicion'),
  delist: both('Đưa ra khỏi danh mục', 'Delist'),
  correct: both('Đính chính', 'Correct'),
  merge: both('Gộp vào điểm khác', 'Merge into another'),
  undo_merge: both('Hủy gộp', 'Undo the merge'),
};

const handover: Record<HandoverState, Both> = {
  pending: both('Chờ xác nhận', 'Pending'),
  confirmed: both('Đã xác nhận', 'Confirmed'),
  refused: both('Đã từ chối', 'Refused'),
  cancelled: both('Đã hủy', 'Cancelled'),
  recorded: both('Ghi theo hồ sơ cũ', 'From older records'),
  withdrawn: both('Đã rút', 'Withdrawn'),
  successor_asked: both('Đã hỏi lại đơn vị kế thừa', 'Successor asked instead'),
};

/** The words of the register: statuses, flags, roles, events. The same everywhere. */
export const register = { status, flag, flagMeaning, kind, role, event, act, handover };
