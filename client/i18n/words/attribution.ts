import { both, type Both } from '#client/i18n/both.ts';
import type {
  Attribution,
  AttributionBasis,
  AttributionNote,
} from '#server/contract/attribution.ts';

const basis: Record<AttributionBasis, Both> = {
  received: both(
    'Đã xác nhận tiếp nhận bàn giao trước ngày tái hoạt động.',
    'The hand-over had been confirmed before the day of the recurrence.',
  ),
  successor_received: both(
    'Đơn vị kế thừa đã xác nhận tiếp nhận trước ngày tái hoạt động.',
    'The successor had confirmed the hand-over before the day of the recurrence.',
  ),
  successor_by_area: both(
    'Phường, xã đã tiếp nhận không còn quản lý điểm vào ngày đó; đơn vị kế thừa chưa xác nhận, nên xác định theo địa giới.',
    'The commune that had confirmed no longer held the place on that day, and its successor had not confirmed: decided by area.',
  ),
  not_received: both(
    'Chưa phường, xã nào tiếp nhận bàn giao vào ngày tái hoạt động, nên không tính cho phường, xã.',
    'No hand-over was complete on the day of the recurrence, so it counts for no commune.',
  ),
};

const note: Record<AttributionNote, Both> = {
  crosses_border: both(
    'Điểm nằm trên nhiều phường, xã; các phường, xã đã tiếp nhận cùng chịu trách nhiệm.',
    'The place lies in several communes; those that received it answer together.',
  ),
  border_inside_radius: both(
    'Có địa giới trong bán kính đối chiếu. Trách nhiệm theo điểm và biên bản bàn giao, không theo vị trí của dấu hiệu.',
    'A border lies within the matching radius. Responsibility follows the place and its hand-over, not where the sign lay.',
  ),
  commune_uncertain: both(
    'Điểm sát địa giới hoặc địa giới đang dùng là gần đúng: cần người có thẩm quyền xác định phường, xã.',
    'The place is close to a border, or the areas in use are approximate: an authorised person must settle the commune.',
  ),
  lead_chosen: both(
    'Phường, xã chủ trì do người có thẩm quyền chọn.',
    'An authorised person chose the lead commune.',
  ),
  ended_since: both(
    'Đơn vị chịu trách nhiệm khi đó đã sáp nhập; mã đơn vị có thể đã dùng lại, hãy xem ngày hiệu lực.',
    'The commune that answered then has been merged since; its code may be used again, so read the days.',
  ),
  refused_before: both('Đã bị từ chối tiếp nhận trước đó.', 'The hand-over had been refused.'),
  still_pending: both(
    'Đề nghị bàn giao khi đó còn chờ trả lời.',
    'The hand-over still awaited an answer then.',
  ),
};

const step: Record<Attribution['steps'][number]['kind'], Both> = {
  eliminated: both('Triệt xóa', 'Eliminated'),
  handover_proposed: both('Đề nghị bàn giao', 'Hand-over proposed'),
  handover_confirmed: both('Xác nhận bàn giao', 'Hand-over confirmed'),
  handover_refused: both('Từ chối tiếp nhận', 'Hand-over refused'),
  handover_recorded: both('Bàn giao theo hồ sơ cũ', 'Handed over by older records'),
  handover_withdrawn: both('Rút đề nghị bàn giao', 'Proposal withdrawn'),
  handover_cancelled: both('Đề nghị bàn giao bị hủy', 'Proposal cancelled'),
  successor_asked: both('Hỏi lại đơn vị kế thừa', 'Successor asked anew'),
  checked: both('Kiểm tra', 'Checked'),
  recurred: both('Xác nhận tái hoạt động', 'Recurrence confirmed'),
  reply_asked: both('Yêu cầu giải trình', 'Reply asked'),
  reply_filed: both('Gửi giải trình', 'Reply filed'),
  signal_appealed: both('Đề nghị xem xét lại', 'Objection'),
  appeal_answered: both('Trả lời đề nghị xem xét lại', 'Objection answered'),
  annulled: both('Hủy ghi nhận sai, không còn được tính', 'Annulled, counts no more'),
};

/** Words of the page that names who answers for a recurrence, and why. */
export const attribution = {
  title: both('Xác định trách nhiệm', 'Attribution'),
  open: both('Xác định trách nhiệm', 'Who answers for it'),
  lead: both(
    'Cơ quan đã triệt xóa, tiếp nhận, trả lời trước và sau mỗi lần tái hoạt động. Chỉ nêu cơ quan và phường, xã, không nêu người.',
    'Which office eliminated, received and answered around each recurrence. Offices and communes only, no persons.',
  ),
  place: both('{code}, {name} ({category})', '{code}, {name} ({category})'),
  recurrence: both('Lần tái hoạt động thứ {number}, ngày {date}', 'Recurrence {number}, {date}'),
  owner: both('Tính cho', 'Counts for'),
  nobody: both('Không tính cho phường, xã nào', 'Counts for no commune'),
  eliminatedBy: both('Cơ quan triệt xóa', 'Eliminated by'),
  reason: both('Lý do', 'Reason'),
  answersNow: both('Phường, xã chủ trì hiện nay', 'Lead commune today'),
  neighbours: both('Không tính cho', 'Not counted for'),
  neighbour: both('{commune} (địa giới cách điểm {metres})', '{commune} (border {metres} away)'),
  neighbourUnder: both(
    '{commune} (chưa tiếp nhận phần thuộc địa bàn)',
    '{commune} (had not received its part)',
  ),
  radius: both('Bán kính đối chiếu', 'Matching radius'),
  notes: both('Cần lưu ý', 'To be noted'),
  thread: both('Trình tự', 'Sequence'),
  basis,
  note,
  step,
  dated: both('{commune} (mã {code}, từ {from})', '{commune} (code {code}, from {from})'),
  datedEnded: both(
    '{commune} (mã {code}, từ {from} đến hết ngày {until})',
    '{commune} (code {code}, {from} to {until})',
  ),
  office: {
    analyst: both('Công an Thành phố', 'City police'),
    coordinator: both('Cơ quan thường trực', 'Standing agency'),
    leader: both('UBND phường, xã', 'Commune People’s Committee'),
    officer: both('Cán bộ phường, xã', 'Commune office'),
    planner: both('Bộ phận lập kế hoạch kiểm tra', 'Inspection planning'),
    inspector: both('Đội 178', 'Team 178'),
    admin: both('Quản trị hệ thống', 'Administration'),
    auditor: both('Giám sát nhật ký', 'Log audit'),
    system: both('Hệ thống, theo hồ sơ', 'The system, from records'),
  },
  committee: both('UBND {commune}', 'People’s Committee of {commune}'),
  to: both('cho {commune}', 'to {commune}'),
  document: both('Văn bản số {numbers}', 'Document {numbers}'),
  due: both('hạn {date}', 'due {date}'),
  noneTitle: both('Điểm chưa tái hoạt động lần nào', 'This place has not recurred'),
  none: both(
    'Trang này có nội dung khi có lần tái hoạt động đầu tiên được xác nhận. Lịch sử của điểm xem ở hồ sơ.',
    'This page fills with the first confirmed recurrence. The history of the place is in its record.',
  ),
  toRecord: both('Mở hồ sơ điểm', 'Open the record'),
  whichTitle: both('Chưa chọn điểm', 'No point chosen'),
  which: both(
    'Mở hồ sơ một điểm đã tái hoạt động rồi bấm “Xác định trách nhiệm”.',
    'Open the record of a place that has recurred, then press “Who answers for it”.',
  ),
};
