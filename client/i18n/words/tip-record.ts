import { both, type Both } from '#client/i18n/both.ts';
import type { TipEventKind, TipStep } from '#server/contract/tip.ts';

const event: Record<TipEventKind, Both> = {
  received: both('Tiếp nhận', 'Received'),
  transfer_asked: both('Đề nghị chuyển phường, xã khác', 'Another commune asked to take it'),
  transfer_withdrawn: both('Rút đề nghị chuyển', 'Question to the commune withdrawn'),
  transfer_refused: both('Từ chối tiếp nhận', 'Refused by the other commune'),
  transferred: both('Phường, xã khác tiếp nhận', 'Taken by another commune'),
  accepted: both('Thụ lý', 'Accepted'),
  verified: both('Xác minh', 'Verified'),
  classified: both('Phân loại', 'Classified'),
  extended: both('Gia hạn', 'Extended'),
  suspended: both('Tạm đình chỉ', 'Suspended'),
  resumed: both('Phục hồi', 'Resumed'),
  handled: both('Xử lý', 'Handled'),
  forwarded: both('Chuyển cơ quan có thẩm quyền', 'Passed to the competent authority'),
};

/** The verb on the button of each step. */
const step: Record<TipStep, Both> = {
  transfer_asked: both('Đề nghị chuyển phường, xã khác', 'Ask another commune to take it'),
  accepted: both('Ghi nhận thụ lý', 'Record acceptance'),
  verified: both('Ghi nhận xác minh', 'Record verification'),
  classified: both('Phân loại', 'Classify'),
  extended: both('Gia hạn', 'Extend'),
  suspended: both('Tạm đình chỉ', 'Suspend'),
  resumed: both('Phục hồi', 'Resume'),
  handled: both('Kết thúc xử lý', 'Close with an outcome'),
  forwarded: both('Chuyển cơ quan có thẩm quyền', 'Pass to the competent authority'),
};

/** Record of one tip, and its steps. */
export const tipRecord = {
  event,
  step,
  record: both('Hồ sơ tin', 'Tip record'),
  back: both('Danh sách tin', 'List of tips'),
  facts: both('Thông tin', 'Facts'),
  factKind: both('Loại tin', 'Kind'),
  factChannel: both('Kênh', 'Channel'),
  factReceived: both('Ngày tiếp nhận', 'Received on'),
  factReceivedBy: both('Người hoặc nguồn tiếp nhận', 'Received by'),
  factOccurred: both('Ngày sự việc', 'Happened on'),
  factCommune: both('Địa bàn', 'Commune'),
  factPlace: both('Nơi xảy ra', 'Place'),
  factPosition: both('Vị trí', 'Position'),
  factCategory: both('Loại hình', 'Category'),
  factPoliceNumber: both('Số trong sổ công an', 'Number in the police register'),
  factChannelNumber: both('Số của kênh', 'Number of the channel'),
  factOutcome: both('Kết quả', 'Outcome'),
  unknown: both('không rõ', 'unknown'),
  onMap: both('Xem trên bản đồ', 'Show on the map'),
  clock: both('Thời hạn', 'Time limit'),
  clockRule: both('Quy tắc áp dụng', 'Rule that applies'),
  clockOrigin: both(
    (p: { origin: string; date: string }) => `Căn cứ: ${p.origin}. Áp dụng từ ${p.date}.`,
    (p) => `Origin: ${p.origin}. In force from ${p.date}.`,
  ),
  clockAlways: both(
    (p: { origin: string }) => `Căn cứ: ${p.origin}.`,
    (p) => `Origin: ${p.origin}.`,
  ),
  clockStarts: {
    received: both('tính từ ngày tiếp nhận', 'counted from receipt'),
    accepted: both('tính từ ngày thụ lý', 'counted from acceptance'),
  },
  clockNone: both(
    'Chưa có thời hạn: loại tin này tính từ ngày thụ lý.',
    'No time limit yet: this kind counts from acceptance.',
  ),
  clockExtensions: both(
    (p: { used: string; all: string }) => `Đã gia hạn ${p.used}/${p.all} lần.`,
    (p) => `Extended ${p.used} of ${p.all} times.`,
  ),
  span: {
    day: both(
      (p: { amount: string }) => `${p.amount} ngày`,
      (p) => `${p.amount} days`,
    ),
    working_day: both(
      (p: { amount: string }) => `${p.amount} ngày làm việc`,
      (p) => `${p.amount} working days`,
    ),
    month: both(
      (p: { amount: string }) => `${p.amount} tháng`,
      (p) => `${p.amount} months`,
    ),
  },
  attachments: both('Ảnh và văn bản của tin', 'Photos and papers of the tip'),
  history: both('Lịch sử', 'History'),
  recordedAt: both(
    (p: { time: string }) => `ghi lúc ${p.time}`,
    (p) => `recorded ${p.time}`,
  ),
  by: both(
    (p: { name: string; role: string }) => `${p.name}, ${p.role}`,
    (p) => `${p.name}, ${p.role}`,
  ),
  document: both(
    (p: { number: string }) => `Văn bản ${p.number}`,
    (p) => `Document ${p.number}`,
  ),
  approver: both(
    (p: { name: string }) => `Người phê duyệt: ${p.name}`,
    (p) => `Approved by: ${p.name}`,
  ),
  fromTo: both(
    (p: { from: string; to: string }) => `Từ ${p.from} sang ${p.to}`,
    (p) => `From ${p.from} to ${p.to}`,
  ),

  steps: both('Việc tiếp theo', 'What comes next'),
  stepsNone: both('Vai trò của bạn chỉ xem tin này.', 'Your role can only look at this tip.'),
  notNow: both('Chưa làm được', 'Not possible now'),
  done: both(
    (p: { step: string; code: string }) => `Đã ghi: ${p.step}, ${p.code}.`,
    (p) => `Recorded: ${p.step}, ${p.code}.`,
  ),
  lineTip: both('Tin', 'Tip'),
  lineStep: both('Bước', 'Step'),
  lineDay: both('Ngày', 'Day'),
  lineDocument: both('Số văn bản', 'Document number'),
  lineNote: both('Ghi chú', 'Note'),
  lineKind: both('Loại tin sau khi phân loại', 'Kind after classification'),
  lineOutcome: both('Kết quả', 'Outcome'),
  lineApprover: both('Người phê duyệt gia hạn', 'Who approves the extension'),
  lineDue: both('Hạn xử lý sau bước này', 'Due after this step'),
  lineTo: both('Đề nghị chuyển đến', 'Asked to take it'),
  lineBy: both('Người ghi', 'Recorded by'),
  dueUnchanged: both(
    (p: { date: string }) => `${p.date} (không đổi)`,
    (p) => `${p.date} (unchanged)`,
  ),
  dueNone: both('chưa có', 'none yet'),
  dueStops: both('dừng cho đến khi phục hồi', 'stands still until it is resumed'),
  closedIn: {
    closed_on_time: both('đúng hạn', 'on time'),
    closed_late: both('quá hạn', 'late'),
    awaiting_paper: both(
      'chờ người khác xem giấy tờ: chưa tính đúng hạn, chưa tính quá hạn',
      'waits for another person to see the paper: neither on time nor late',
    ),
  },
  notChosen: both('chưa chọn', 'not chosen'),
  documentRequired: both(
    'Cần số quyết định hoặc văn bản phê duyệt.',
    'The number of the decision or approval is needed.',
  ),
  communeTo: both('Phường, xã được đề nghị', 'Commune that is asked'),
  communeToMissing: both('Chọn phường, xã được đề nghị.', 'Choose the commune that is asked.'),
  transferMore: both(
    'Tin vẫn thuộc địa bàn này và thời hạn vẫn tiếp tục cho đến khi bên kia tiếp nhận.',
    'Until the other side takes it, the tip stays with this commune, and its clock goes on.',
  ),
  transfer: {
    title: both('Đề nghị chuyển tin', 'Asked to be taken over'),
    mark: both(
      (p: { commune: string; date: string }) =>
        `Đề nghị chuyển tới ${p.commune}, chờ tiếp nhận từ ${p.date}`,
      (p) => `${p.commune} is asked to take it, waiting since ${p.date}`,
    ),
    askedBy: both(
      (p: { name: string; role: string }) => `Người đề nghị: ${p.name}, ${p.role}`,
      (p) => `Asked by ${p.name}, ${p.role}`,
    ),
    stays: both(
      (p: { commune: string }) =>
        `Cho đến khi được tiếp nhận, tin thuộc ${p.commune}: thời hạn vẫn chạy và kết quả tính cho nơi này.`,
      (p) =>
        `Until it is taken it is ${p.commune}’s: its clock goes on and the figures count it there.`,
    ),
    take: both('Tiếp nhận', 'Take it'),
    refuse: both('Từ chối tiếp nhận', 'Refuse'),
    withdraw: both('Rút đề nghị', 'Withdraw'),
    takeMore: both(
      (p: { commune: string; due: string }) =>
        `Tin chuyển về ${p.commune} và giữ nguyên thời hạn: ${p.due}. Từ nay kết quả tính cho nơi này.`,
      (p) =>
        `The tip becomes ${p.commune}’s and keeps its time limit: ${p.due}. From then on the figures count it there.`,
    ),
    noDue: both('chưa tính hạn', 'no due day yet'),
    reason: both('Lý do', 'Reason'),
    refuseMore: both(
      'Bên đề nghị đọc được lý do. Tin vẫn thuộc bên đó, và bạn không còn xem được tin.',
      'The side that asked reads the reason. The tip stays there, and you see it no more.',
    ),
    withdrawMore: both(
      'Tin vẫn thuộc địa bàn này; bên được đề nghị không còn xem được tin.',
      'The tip stays with this commune; the commune that was asked sees it no more.',
    ),
    taken: both(
      (p: { code: string }) => `Đã tiếp nhận tin ${p.code}.`,
      (p) => `Tip ${p.code} is taken.`,
    ),
    refused: both(
      (p: { code: string }) => `Đã từ chối tiếp nhận tin ${p.code}.`,
      (p) => `Tip ${p.code} is refused.`,
    ),
    withdrawn: both(
      (p: { code: string }) => `Đã rút đề nghị chuyển tin ${p.code}.`,
      (p) => `What was asked for tip ${p.code} is withdrawn.`,
    ),
    askedList: both('Tin được đề nghị tiếp nhận', 'Tips to take'),
    askedLead: both(
      'Phường, xã khác đề nghị chuyển đến. Mở tin để xem, rồi tiếp nhận hoặc từ chối.',
      'Other communes ask yours to take them. Open one, then take or refuse it.',
    ),
    askedCount: both(
      (p: { count: string }) => `Chờ tiếp nhận: ${p.count} tin`,
      (p) => `To be taken: ${p.count} tips`,
    ),
  },
  authority: both('Cơ quan nhận', 'Receiving authority'),
  authorityMissing: both('Ghi tên cơ quan nhận.', 'Name the receiving authority.'),
  forwardMore: both(
    'Tin kết thúc tại đây; thời hạn giải quyết tính ở cơ quan nhận. Ghi tên cơ quan, không ghi tên người.',
    'The tip ends here; the limit for handling it runs at the receiving authority. Name the authority, not a person.',
  ),
  toAuthority: both(
    (p: { name: string }) => `Chuyển đến ${p.name}`,
    (p) => `Passed to ${p.name}`,
  ),
  forwardedCount: both('Đã chuyển cơ quan khác', 'Passed to another authority'),
  outcomeMissing: both('Chọn kết quả xử lý.', 'Choose an outcome.'),
};
