import { both } from '#client/i18n/both.ts';

/** Words of the worklist: the home of a commune, and the proposer's part. */
export const worklist = {
  reportActivity: both('Báo tái hoạt động', 'Report renewed activity'),
  title: both('Việc cần làm', 'To do'),
  lead: both(
    (p: { waiting: string; places: string }) =>
      `${p.waiting} việc tại ${p.places} điểm đang chờ bạn`,
    (p) => `Waiting for you: ${p.waiting} at ${p.places} places`,
  ),
  leadOverdue: both(
    (p: { waiting: string; places: string; overdue: string }) =>
      `${p.waiting} việc tại ${p.places} điểm đang chờ bạn, ${p.overdue} việc quá hạn`,
    (p) => `Waiting for you: ${p.waiting} at ${p.places} places, of which overdue: ${p.overdue}`,
  ),
  leadTips: both(
    (p: { tips: string }) => `${p.tips} tin phản ánh chờ tiếp nhận`,
    (p) => `Tips to take: ${p.tips}`,
  ),
  leadKind: both(
    (p: { count: string; places: string }) => `${p.count} việc tại ${p.places} điểm`,
    (p) => `${p.count} at ${p.places} places`,
  ),
  leadNone: both('Không có việc nào đang chờ bạn.', 'Nothing is waiting for you.'),
  badge: both(
    (p: { count: string }) => `${p.count} việc đang chờ`,
    (p) => `${p.count} waiting`,
  ),
  list: both(
    'Danh sách việc, bàn giao trước, rồi đến việc quá hạn',
    'What waits, hand-overs first, then overdue',
  ),
  othersAct: both(
    (p: { count: string }) => `Chờ người khác xử lý: ${p.count} điểm`,
    (p) => `Places where others act next: ${p.count}`,
  ),
  othersList: both('Việc chờ người khác xử lý', 'What waits for others'),
  filter: both('Lọc theo loại việc', 'Filter by kind'),
  all: both('Tất cả', 'All'),
  kind: {
    handover: both('Bàn giao chờ trả lời', 'Hand-overs to answer'),
    check: both('Kiểm tra đến hạn', 'Checks due'),
    suspicion: both('Nghi tái hoạt động', 'Suspected recurrences'),
    reply: both('Cần giải trình', 'Replies asked'),
    signal: both('Dấu hiệu chờ kết luận', 'Signals awaiting a decision'),
    refusal: both('Bàn giao bị từ chối', 'Refused hand-overs'),
    unanswered: both('Bàn giao quá hạn trả lời', 'Hand-overs past their deadline'),
  },
  overdueBy: both(
    (p: { days: string }) => `Quá hạn ${p.days}`,
    (p) => `Overdue by ${p.days}`,
  ),
  dueToday: both('Hạn hôm nay', 'Due today'),
  dueTomorrow: both('Hạn ngày mai', 'Due tomorrow'),
  dueIn: both(
    (p: { days: string; date: string }) => `Còn ${p.days}, hạn ${p.date}`,
    (p) => `${p.days} left, due ${p.date}`,
  ),
  dueOn: both(
    (p: { date: string }) => `hạn ${p.date}`,
    (p) => `due ${p.date}`,
  ),
  waitingFor: both(
    (p: { days: string }) => `Đã chờ ${p.days}`,
    (p) => `Waiting for ${p.days}`,
  ),
  waitingToday: both('Mới đến hôm nay', 'Arrived today'),
  forOthers: both('Chờ người khác', 'Waits for others'),
  countsForNobody: both(
    'Quá hạn chưa trả lời: chưa tính là kết quả của bên nào.',
    "Past its deadline without an answer: counts as nobody's success.",
  ),
  leaderAnswers: both(
    'Lãnh đạo phường, xã trả lời đề nghị này.',
    'The leader of the commune answers this proposal.',
  ),
  ownProposal: both(
    'Bạn là người đề nghị nên không tự trả lời.',
    'You proposed this, so somebody else answers it.',
  ),
  onMap: both('Xem trên bản đồ', 'Show on the map'),
  record: both('Mở hồ sơ', 'Open the record'),
  confirm: both('Xác nhận', 'Confirm'),
  refuse: both('Từ chối', 'Refuse'),
  check: both('Ghi kiểm tra', 'Record a check'),
  reply: both('Giải trình', 'Reply'),
  finishReply: both('Xem bản nháp, gửi', 'Read the draft and file it'),
  answerRefusal: both('Mở hồ sơ để trả lời', 'Open the record to answer'),
  proposed: both(
    (p: { name: string; date: string }) => `${p.name} đề nghị ngày ${p.date}`,
    (p) => `Proposed by ${p.name} on ${p.date}`,
  ),
  proposedOn: both(
    (p: { date: string }) => `Đề nghị ngày ${p.date}`,
    (p) => `Proposed on ${p.date}`,
  ),
  document: both(
    (p: { number: string }) => `Văn bản ${p.number}`,
    (p) => `Document ${p.number}`,
  ),
  grounds: both(
    (p: { text: string }) => `Căn cứ: ${p.text}`,
    (p) => `Grounds: ${p.text}`,
  ),
  eliminatedOn: both(
    (p: { date: string }) => `Triệt xóa ngày ${p.date}`,
    (p) => `Eliminated on ${p.date}`,
  ),
  attempt: both(
    (p: { number: string }) => `Đề nghị lần ${p.number}`,
    (p) => `Proposal no. ${p.number}`,
  ),
  othersPending: both(
    (p: { count: string }) => `còn ${p.count} nơi khác phải trả lời`,
    (p) => `other communes yet to answer: ${p.count}`,
  ),
  neverChecked: both(
    'Chưa kiểm tra lần nào từ khi triệt xóa: chưa rõ tình hình.',
    'Nobody has looked since the elimination. Unknown, not quiet.',
  ),
  lastChecked: both(
    (p: { date: string; result: string }) =>
      `Kiểm tra gần nhất ${p.date}: ${p.result.toLocaleLowerCase('vi')}`,
    (p) => `Last check ${p.date}: ${p.result.toLocaleLowerCase('en')}`,
  ),
  signalOn: both(
    (p: { date: string; origin: string }) => `Dấu hiệu ngày ${p.date}, ${p.origin}`,
    (p) => `Signal of ${p.date}, ${p.origin}`,
  ),
  signalAway: both(
    (p: { distance: string }) => `cách điểm ${p.distance}`,
    (p) => `${p.distance} from the point`,
  ),
  signalUnverified: both(
    'Chưa xác minh, chưa tính là tái hoạt động. Hãy đến kiểm tra và ghi kết quả.',
    'Not verified, not counted as a recurrence. Go and look, then record the result.',
  ),
  signalLooked: both(
    'Phường, xã đã kiểm tra; Công an Thành phố đang xem xét kết luận.',
    'The commune has checked; the city police will decide.',
  ),
  askedRecurred: both(
    (p: { date: string }) => `Xác nhận tái hoạt động ngày ${p.date}`,
    (p) => `Recurrence confirmed on ${p.date}`,
  ),
  askedListed: both(
    (p: { date: string }) => `Đưa vào danh mục ngày ${p.date}`,
    (p) => `Listed on ${p.date}`,
  ),
  askedMore: both(
    'Giải trình của phường, xã được hiện cùng con số này.',
    "The commune's reply is shown beside this figure.",
  ),
  drafted: both('Đã có bản nháp.', 'There is a draft.'),
  refusedBy: both(
    (p: { name: string; date: string }) => `${p.name} từ chối ngày ${p.date}`,
    (p) => `Refused by ${p.name} on ${p.date}`,
  ),
  refusedFor: both(
    (p: { reason: string }) => `Lý do: ${p.reason}`,
    (p) => `Reason: ${p.reason}`,
  ),
  more: both(
    (p: { shown: string; total: string }) => `Xem thêm (đang hiện ${p.shown} trên ${p.total} điểm)`,
    (p) => `Show more (${p.shown} of ${p.total} places shown)`,
  ),
  emptyTitle: both('Không có việc nào đang chờ', 'Nothing is waiting'),
  emptyCommune: both(
    'Đề nghị bàn giao, lần kiểm tra đến hạn, nghi tái hoạt động và giải trình sẽ hiện ở đây. Trong lúc chờ, có thể xem các điểm của địa bàn trên bản đồ.',
    'Proposed hand-overs, checks that are due, suspected recurrences and replies will show here. Meanwhile you can look at the points of your commune on the map.',
  ),
  emptyCity: both(
    'Bàn giao bị từ chối và bàn giao quá hạn trả lời do bạn đề nghị sẽ hiện ở đây. Việc tiếp theo: xem các điểm đã triệt xóa chưa bàn giao.',
    'Refused and unanswered hand-overs that you proposed will show here. Next: look at eliminated points that have not been handed over.',
  ),
  emptyKind: both('Không có việc nào thuộc loại này.', 'Nothing of this kind.'),
  emptyAction: both('Mở bản đồ', 'Open the map'),
  showAll: both('Xem tất cả các việc', 'Show everything'),
  evidence: both('Nội dung đề nghị', 'What is proposed'),
  addWords: both('Thêm ngày, số văn bản, ghi chú', 'Add day, document number, note'),
  answeredTitle: both('Đề nghị này đã có trả lời', 'This proposal has been answered'),
  answeredLine: both(
    (p: { what: string; who: string; time: string }) => `${p.what}: ${p.who}, lúc ${p.time}.`,
    (p) => `${p.what}: ${p.who}, at ${p.time}.`,
  ),
  answeredGone: both(
    'Đề nghị không còn chờ trả lời nữa.',
    'The proposal no longer waits for an answer.',
  ),
  answeredYours: both(
    'Việc của bạn chưa được ghi. Không cần làm gì thêm.',
    'Yours was not written. There is nothing more to do.',
  ),
};
