import { both } from '#client/i18n/both.ts';

/** Words of a hand-over: proposed, answered by each commune, refused with a reason, and the answer to that. */
export const handover = {
  attempt: both('Lần {number}', 'Attempt {number}'),
  outcome: {
    waiting: both('Đang chờ trả lời', 'Awaits answers'),
    done: both('Đã bàn giao', 'Handed over'),
    refused: both('Bị từ chối, chưa trả lời', 'Refused, not answered yet'),
    answered: both('Bị từ chối, đã trả lời', 'Refused, answered'),
    withdrawn: both('Đã rút', 'Withdrawn'),
    cancelled: both('Đã hủy', 'Cancelled'),
    recorded: both('Ghi theo hồ sơ cũ', 'From older records'),
  },
  saidYes: both('{yes}/{all} phường, xã đã xác nhận', '{yes} of {all} communes confirmed'),
  stillMissing: both('còn chờ: {communes}', 'still awaited: {communes}'),
  overdue: both('quá hạn trả lời {days}', 'answer overdue by {days}'),
  countsForNobody: both(
    'Chưa trả lời thì chưa tính là kết quả của bên nào.',
    'Without an answer it counts for neither side.',
  ),
  endedByRefusal: both(
    'Lần đề nghị này kết thúc vì {commune} từ chối; các nơi khác không cần trả lời nữa.',
    'This attempt ended because {commune} refused; the other communes need not answer any more.',
  ),
  successorWaits: both(
    'Nơi nhận trước đã sáp nhập hoặc địa giới đã đổi. Chưa tính là đã bàn giao cho đến khi nơi được hỏi lại xác nhận.',
    'The receiving commune is no more, or the boundaries changed. Not counted as handed over until the commune asked anew confirms.',
  ),
  noSuccessor: both(
    'Đơn vị nhận đã sáp nhập, chưa rõ đơn vị kế thừa. Quản trị viên cần cập nhật địa giới.',
    'The receiving commune is no more and no successor is known. The boundaries need an update.',
  ),
  proposed: both('Đề nghị bàn giao', 'Hand-over proposed'),
  proposedFromPapers: both('Bàn giao theo hồ sơ cũ', 'Handed over by older records'),
  successorSince: both('Đơn vị kế thừa, được hỏi ngày {date}', 'Successor, asked on {date}'),
  withdrew: both('Rút đề nghị', 'Proposal withdrawn'),
  accepted: both('Tiếp thu, sẽ sửa', 'Accepted, to be corrected'),
  contested: both('Không đồng ý với lý do từ chối', 'Reason of the refusal contested'),
  who: both('{name}, {role}', '{name}, {role}'),
  document: both('Văn bản {number}', 'Document {number}'),
  grounds: both('Căn cứ: {text}', 'Grounds: {text}'),
  reason: both('Lý do: {reason}', 'Reason: {reason}'),
  due: both('Hạn trả lời {date} ({ago})', 'Answer due {date} ({ago})'),
  overdueSince: both(
    'Quá hạn trả lời từ {date} ({days}); chưa tính cho bên nào',
    'Answer overdue since {date} ({days}); counts for neither side',
  ),
  namesCommune: both('Đề nghị chủ trì: {commune}', 'The lead should be {commune}'),
  namesPoint: both('Điểm trùng: {code}', 'Duplicate of {code}'),
  lapsed: both(
    'Đã sáp nhập hoặc đổi địa giới; hỏi lại đơn vị kế thừa ngày {date}',
    'Merged away or boundaries changed; its successor was asked on {date}',
  ),
  confirmedBefore: both('từng xác nhận ngày {date}', 'had confirmed on {date}'),
  older: both('Xem {count} lần bàn giao trước', 'Show {count} earlier hand-overs'),
  response: both('Trả lời', 'Answer'),
  responseMissing: both('Chọn cách trả lời.', 'Choose the answer.'),
  responses: {
    accepted: both('Tiếp thu: sẽ sửa rồi đề nghị lại', 'Accepted: we correct and propose again'),
    contested: both('Không đồng ý với lý do từ chối', 'We contest the reason of the refusal'),
  },
  responseText: both('Nội dung trả lời', 'The answer in words'),
  responseTextMore: both(
    'Đã hoặc sẽ sửa gì, hoặc vì sao giữ đề nghị. Không ghi về người.',
    'What was or will be corrected, or why the proposal stands. Nothing about persons.',
  ),
  refusedFor: both('Bị từ chối vì: {reason}', 'Refused because: {reason}'),
  ownerCommune: both('Thuộc phường, xã (nếu biết)', 'Commune of the place (if known)'),
  otherEntry: both('Trùng với điểm (nếu biết)', 'Duplicate of the point (if known)'),
  namesMore: both(
    'Người đề nghị thấy ngay cần sửa gì.',
    'The proposer sees at once what to correct.',
  ),
  belongsTo: both('Thuộc {commune}', 'Belongs to {commune}'),
  namedCommune: both('Phường, xã chủ trì đúng (nếu biết)', 'The right lead commune (if known)'),
  namedCommuneMore: both(
    'Chỉ ghi nhận. Muốn đổi phường, xã chủ trì, dùng “Đính chính thông tin”.',
    'Only noted. To change the lead, use “Correct the facts”.',
  ),
  namedPoint: both('Điểm bị trùng (nếu biết)', 'The other point (if known)'),
  namedPointMore: both(
    'Chỉ ghi nhận. Muốn gộp, dùng “Gộp vào điểm khác”.',
    'Only noted. To merge, use “Merge into another”.',
  ),
  withdrawMore: both(
    'Mọi nơi đang chờ trả lời sẽ thấy đề nghị đã rút và vì sao.',
    'Every commune that has yet to answer will see that it was withdrawn, and why.',
  ),
};
