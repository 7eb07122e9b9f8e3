import type { Act } from '#server/contract/life-cycle.ts';
import type { Role } from '#server/contract/permission.ts';
import type { HandoverState } from '#server/contract/handover.ts';
import type { EventKind, PointFlag, PointKind, PointStatus } from '#server/contract/point.ts';

const status: Record<PointStatus, string> = {
  proposed: 'Đề xuất',
  not_recognised: 'Chưa công nhận',
  active: 'Đang hoạt động',
  eliminated: 'Đã triệt xóa',
  handed_over: 'Đã bàn giao',
  recurring: 'Tái hoạt động',
  delisted: 'Đã đưa ra khỏi danh mục',
};

const flag: Record<PointFlag, string> = {
  handover_pending: 'Chờ xác nhận bàn giao',
  handover_refused: 'Bị từ chối tiếp nhận',
  suspected: 'Nghi tái hoạt động',
  check_due: 'Sắp đến hạn kiểm tra',
  check_overdue: 'Quá hạn kiểm tra',
  under_watch: 'Đang theo dõi',
  unchecked: 'Chưa kiểm tra lại',
};

/** What a flag means, in one sentence. */
const flagMeaning: Record<PointFlag, string> = {
  handover_pending: 'Xã, phường chưa trả lời đề nghị bàn giao; chưa tính là kết quả của bên nào.',
  handover_refused: 'Xã, phường từ chối tiếp nhận; bên đề nghị chưa trả lời.',
  suspected: 'Có dấu hiệu chưa xác minh. Chưa tính là tái hoạt động.',
  check_due: 'Lần kiểm tra kế tiếp sắp đến hạn.',
  check_overdue: 'Lần kiểm tra kế tiếp đã quá hạn.',
  under_watch: 'Trong thời gian theo dõi sau bàn giao.',
  unchecked: 'Đã đóng nhưng chưa ai kiểm tra lại: chưa rõ, không phải là thành công.',
};

const kind: Record<PointKind, string> = {
  business: 'Cơ sở kinh doanh dịch vụ',
  public_area: 'Địa bàn công cộng',
};

const role: Record<Role, string> = {
  analyst: 'Cán bộ phân tích',
  leader: 'Lãnh đạo UBND phường, xã',
  officer: 'Cán bộ phường, xã',
  planner: 'Người lập kế hoạch kiểm tra',
  inspector: 'Thành viên Đội 178',
  coordinator: 'Cơ quan thường trực',
  admin: 'Quản trị',
  auditor: 'Kiểm toán nhật ký',
};

const event: Record<EventKind, string> = {
  proposed: 'Đề xuất',
  recognised: 'Công nhận',
  declined: 'Không công nhận',
  eliminated: 'Triệt xóa',
  handover_proposed: 'Đề nghị bàn giao',
  handover_confirmed: 'Xác nhận bàn giao',
  handover_refused: 'Từ chối tiếp nhận',
  refusal_answered: 'Trả lời lý do từ chối',
  handover_withdrawn: 'Rút đề nghị bàn giao',
  handover_reopened: 'Bàn giao hết hiệu lực vì điểm đổi địa bàn',
  successor_asked: 'Hỏi lại nơi kế thừa',
  successor_refused: 'Nơi kế thừa từ chối tiếp nhận',
  checked: 'Kiểm tra',
  recurrence_suspected: 'Nghi tái hoạt động',
  suspicion_rejected: 'Bác bỏ nghi ngờ',
  suspicion_lapsed: 'Nghi ngờ hết hiệu lực',
  suspicion_restored: 'Rút lại việc bác bỏ nghi ngờ',
  recurrence_confirmed: 'Xác nhận tái hoạt động',
  recurrence_withdrawn: 'Rút lại xác nhận tái hoạt động',
  signal_appealed: 'Địa phương khiếu nại',
  appeal_answered: 'Trả lời khiếu nại',
  delisted: 'Đưa ra khỏi danh mục',
  corrected: 'Đính chính',
  merged: 'Gộp điểm',
  merge_undone: 'Hủy gộp điểm',
};

const act: Record<Act, string> = {
  recognise: 'Công nhận',
  decline: 'Không công nhận',
  eliminate: 'Ghi nhận triệt xóa',
  propose_handover: 'Đề nghị bàn giao',
  confirm_handover: 'Xác nhận bàn giao',
  refuse_handover: 'Từ chối tiếp nhận',
  respond_refusal: 'Trả lời lý do từ chối',
  withdraw_handover: 'Rút đề nghị bàn giao',
  check: 'Ghi lần kiểm tra',
  mark_recurring: 'Xác nhận tái hoạt động',
  reject_suspicion: 'Bác bỏ nghi ngờ',
  delist: 'Đưa ra khỏi danh mục',
  correct: 'Đính chính',
  merge: 'Gộp vào điểm khác',
  undo_merge: 'Hủy gộp',
};

const handover: Record<HandoverState, string> = {
  pending: 'Chờ xác nhận',
  confirmed: 'Đã xác nhận',
  refused: 'Đã từ chối',
  cancelled: 'Đã hủy',
  recorded: 'Ghi theo hồ sơ cũ',
  withdrawn: 'Đã rút',
  successor_asked: 'Đã hỏi lại nơi kế thừa',
};

/** The words of the register: statuses, flags, roles, events. The same everywhere. */
export const register = { status, flag, flagMeaning, kind, role, event, act, handover };
