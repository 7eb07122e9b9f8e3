import { both } from '#client/i18n/both.ts';

/** Words of a hand-over: proposed, answered by each commune, refused with a reason, and the answer to that. */
export const handover = {
  attempt: both(
    (p: { number: string }) => `Lần ${p.number}`,
    (p) => `Attempt ${p.number}`,
  ),
  outcome: {
    waiting: both('Đang chờ trả lời', 'Awaits answers'),
    done: both('Đã bàn giao', 'Handed over'),
    refused: both('Bị từ chối, chưa trả lời', 'Refused, not answered yet'),
    answered: both('Bị từ chối, đã trả lời', 'Refused, answered'),
    withdrawn: both('Đã rút', 'Withdrawn'),
    cancelled: both('Đã hủy', 'Cancelled'),
    recorded: both('Ghi theo hồ sơ cũ', 'From older records'),
  },
  saidYes: both(
    (p: { yes: string; all: string }) => `${p.yes}/${p.all} phường, xã đã xác nhận`,
    (p) => `${p.yes} of ${p.all} communes confirmed`,
  ),
  stillMissing: both(
    (p: { communes: string }) => `còn chờ: ${p.communes}`,
    (p) => `still awaited: ${p.communes}`,
  ),
  overdue: both(
    (p: { days: string }) => `quá hạn trả lời ${p.days}`,
    (p) => `answer overdue by ${p.days}`,
  ),
  countsForNobody: both(
    'Chưa trả lời thì chưa tính là kết quả của bên nào.',
    'Without an answer it counts for neither side.',
  ),
  endedByRefusal: both(
    (p: { commune: string }) =>
      `Lần đề nghị này kết thúc vì ${p.commune} từ chối; các nơi khác không cần trả lời nữa.`,
    (p) =>
      `This attempt ended because ${p.commune} refused; the other communes need not answer any more.`,
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
  successorSince: both(
    (p: { date: string }) => `Đơn vị kế thừa, được hỏi ngày ${p.date}`,
    (p) => `Successor, asked on ${p.date}`,
  ),
  withdrew: both('Rút đề nghị', 'Proposal withdrawn'),
  accepted: both('Tiếp thu, sẽ sửa', 'Accepted, to be corrected'),
  contested: both('Không đồng ý với lý do từ chối', 'Reason of the refusal contested'),
  who: both(
    (p: { name: string; role: string }) => `${p.name}, ${p.role}`,
    (p) => `${p.name}, ${p.role}`,
  ),
  document: both(
    (p: { number: string }) => `Văn bản ${p.number}`,
    (p) => `Document ${p.number}`,
  ),
  grounds: both(
    (p: { text: string }) => `Căn cứ: ${p.text}`,
    (p) => `Grounds: ${p.text}`,
  ),
  reason: both(
    (p: { reason: string }) => `Lý do: ${p.reason}`,
    (p) => `Reason: ${p.reason}`,
  ),
  due: both(
    (p: { date: string; ago: string }) => `Hạn trả lời ${p.date} (${p.ago})`,
    (p) => `Answer due ${p.date} (${p.ago})`,
  ),
  overdueSince: both(
    (p: { date: string; days: string }) =>
      `Quá hạn trả lời từ ${p.date} (${p.days}); chưa tính cho bên nào`,
    (p) => `Answer overdue since ${p.date} (${p.days}); counts for neither side`,
  ),
  namesCommune: both(
    (p: { commune: string }) => `Đề nghị chủ trì: ${p.commune}`,
    (p) => `The lead should be ${p.commune}`,
  ),
  namesPoint: both(
    (p: { code: string }) => `Điểm trùng: ${p.code}`,
    (p) => `Duplicate of ${p.code}`,
  ),
  lapsed: both(
    (p: { date: string }) => `Đã sáp nhập hoặc đổi địa giới; hỏi lại đơn vị kế thừa ngày ${p.date}`,
    (p) => `Merged away or boundaries changed; its successor was asked on ${p.date}`,
  ),
  confirmedBefore: both(
    (p: { date: string }) => `từng xác nhận ngày ${p.date}`,
    (p) => `had confirmed on ${p.date}`,
  ),
  older: both(
    (p: { count: string }) => `Xem ${p.count} lần bàn giao trước`,
    (p) => `Show ${p.count} earlier hand-overs`,
  ),
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
  refusedFor: both(
    (p: { reason: string }) => `Bị từ chối vì: ${p.reason}`,
    (p) => `Refused because: ${p.reason}`,
  ),
  ownerCommune: both('Thuộc phường, xã (nếu biết)', 'Commune of the place (if known)'),
  otherEntry: both('Trùng với điểm (nếu biết)', 'Duplicate of the point (if known)'),
  namesMore: both(
    'Người đề nghị thấy ngay cần sửa gì.',
    'The proposer sees at once what to correct.',
  ),
  belongsTo: both(
    (p: { commune: string }) => `Thuộc ${p.commune}`,
    (p) => `Belongs to ${p.commune}`,
  ),
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
