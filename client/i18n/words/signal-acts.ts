import { both, type Both } from '#client/i18n/both.ts';
import type { SignalAct } from '#server/contract/signal.ts';

const act: Record<SignalAct, Both> = {
  confirm: both('Xác nhận tái hoạt động', 'Confirm recurrence'),
  reject: both('Bác bỏ dấu hiệu', 'Reject suspicion'),
  new_point: both('Đề xuất điểm mới', 'Propose new point'),
  undo: both('Rút lại kết luận', 'Take decision back'),
  appeal: both('Đề nghị xem xét lại', 'Object'),
  answer: both('Trả lời đề nghị', 'Answer objection'),
};

const actLead: Record<SignalAct, Both> = {
  confirm: both(
    'Chỉ xác nhận khi đã xác minh tại chỗ. Điểm mở chu kỳ mới và phường, xã phải giải trình.',
    'Confirm only what was verified on the spot. A new cycle opens and the commune has to reply.',
  ),
  reject: both(
    'Dấu hiệu không có căn cứ. Trạng thái của điểm không đổi; lý do được lưu lại.',
    'The suspicion is unfounded. The point stays as it is; the reason is kept.',
  ),
  new_point: both(
    'Có hoạt động nhưng ở địa điểm khác. Dấu hiệu bị bác bỏ và địa điểm này được đề xuất làm điểm mới.',
    'There is activity, but at another place. The suspicion is rejected and this place proposed as a new point.',
  ),
  undo: both(
    'Kết luận và việc rút lại đều còn trong lịch sử.',
    'Both the decision and its taking back stay in the history.',
  ),
  appeal: both(
    'Người trả lời phải khác người đã kết luận.',
    'An objection is answered by somebody else than who decided.',
  ),
  answer: both(
    'Người đã kết luận, người ghi nhận và người đề nghị không được trả lời.',
    'Who decided, raised or objected may not answer.',
  ),
};

const actDone: Record<SignalAct, Both> = {
  confirm: both('Xác nhận tái hoạt động', 'Recurrence confirmed'),
  reject: both('Bác bỏ dấu hiệu', 'Suspicion rejected'),
  new_point: both('Bác bỏ dấu hiệu, đề xuất điểm mới', 'Suspicion rejected, new point proposed'),
  undo: both('Rút lại kết luận', 'Decision taken back'),
  appeal: both('Phường, xã đề nghị xem xét lại', 'Objection of the commune'),
  answer: both('Trả lời đề nghị', 'Answer to the objection'),
};

const done: Record<SignalAct, Both> = {
  confirm: both('Đã xác nhận tái hoạt động.', 'The recurrence is confirmed.'),
  reject: both('Đã bác bỏ dấu hiệu.', 'The suspicion is rejected.'),
  new_point: both(
    'Đã bác bỏ dấu hiệu và đề xuất điểm mới.',
    'The suspicion is rejected and the new point proposed.',
  ),
  undo: both('Đã rút lại kết luận.', 'The decision is taken back.'),
  appeal: both('Đã ghi đề nghị xem xét lại.', 'The objection is recorded.'),
  answer: both('Đã trả lời đề nghị xem xét lại.', 'The objection is answered.'),
};

/** Decisions on signals, and what each will record. */
export const signalActs = {
  act,
  actLead,
  actDone,
  done,
  undoUntil: both('Rút lại được đến {time}.', 'Can be taken back until {time}.'),
  reasonMore: both(
    'Đã xác minh gì, bằng cách nào. Không ghi về người.',
    'What was verified, and how. Nothing about persons.',
  ),
  nameMissing: both(
    'Nhập tên địa điểm, ít nhất 2 ký tự.',
    'Enter the name of the place, at least 2 characters.',
  ),
  categoryMissing: both('Chọn loại của điểm.', 'Choose the category of the point.'),
  answerMissing: both(
    'Chọn chấp nhận hoặc giữ nguyên.',
    'Choose: grant the objection, or let the decision stand.',
  ),
  answers: {
    upheld: both('Giữ nguyên kết luận', 'Decision stands'),
    granted: both('Chấp nhận đề nghị', 'Objection granted'),
  },
  appealWaits: both('Có đề nghị xem xét lại chờ trả lời', 'An objection awaits its answer'),
  appealBy: both(
    '{commune} đề nghị xem xét lại ngày {date} ({name})',
    '{commune} objected on {date} ({name})',
  ),
  answered: both('{answer}, ngày {date}, {name}', '{answer}, on {date}, {name}'),
  document: both('Văn bản {number}', 'Document {number}'),
  linePlace: both('Điểm', 'Point'),
  lineAct: both('Việc', 'Act'),
  lineAnswer: both('Trả lời', 'Answer'),
  lineDay: both('Ngày hiệu lực', 'Effective date'),
  lineDocument: both('Số văn bản', 'Document number'),
  lineReason: both('Lý do', 'Reason'),
  lineNote: both('Ghi chú', 'Note'),
  lineNewPoint: both('Tên điểm mới', 'Name of the new point'),
  lineCategory: both('Loại', 'Category'),
  linePosition: both('Vị trí', 'Position'),
  lineAfter: both('Sau đó', 'Afterwards'),
  lineReplyDue: both('Hạn giải trình của phường, xã', 'Reply of the commune due'),
  lineBy: both('Người ghi', 'Recorded by'),
  afterConfirm: both('Tái hoạt động, mở chu kỳ {cycle}', 'Recurring, cycle {cycle} opens'),
  afterReject: both(
    'Trạng thái của điểm không đổi; dấu hiệu đã bác bỏ',
    'The point stays as it is; the signal is rejected',
  ),
  afterUndo: both(
    'Dấu hiệu chờ kết luận lại, điểm về trạng thái trước kết luận',
    'The suspicion is open again, the point as before the decision',
  ),
  afterAppeal: both(
    'Chờ người khác trả lời; trạng thái của điểm không đổi',
    'Awaits the answer of somebody else; the point stays as it is',
  ),
  afterUpheld: both('Không có gì thay đổi', 'Nothing changes'),
  afterGrantedConfirmed: both(
    'Kết luận tái hoạt động được thu hồi',
    'The confirmed recurrence is withdrawn',
  ),
};
