import { both } from '#client/i18n/both.ts';

/** The day of the teams in the street, for the planner. */
export const liveDay = {
  open: both('Theo dõi trong ngày', 'Live day'),
  title: both('Các tổ trong ngày', 'Teams of the day'),
  lead: both(
    'Theo kết quả các tổ gửi về; không theo dõi vị trí giữa hai điểm dừng. Giờ dự kiến là ước tính.',
    'By the results that the teams send; nobody is followed between two stops. Expected times are estimates.',
  ),
  none: both('Ngày này chưa có lộ trình nào được giao.', 'No route of this day is published.'),
  noneMore: both(
    'Giao một lộ trình, hoặc chọn ngày khác.',
    'Publish a route, or choose another day.',
  ),
  readAt: both(
    (p: { at: string }) => `Cập nhật lúc ${p.at}`,
    ({ at }) => `As of ${at}`,
  ),
  progress: both(
    (p: { done: string; stops: string; left: string }) =>
      `Đã kiểm tra ${p.done}/${p.stops}, còn ${p.left}`,
    ({ done, stops, left }) => `${done} of ${stops} checked, ${left} left`,
  ),
  signs: both(
    (p: { count: string }) => `${p.count} nơi có dấu hiệu`,
    ({ count }) => `signs at ${count}`,
  ),
  standing: {
    waiting: both('Chưa có kết quả', 'No result yet'),
    on_time: both('Đúng giờ', 'On time'),
    late: both(
      (p: { minutes: string }) => `Muộn ${p.minutes}`,
      ({ minutes }) => `${minutes} late`,
    ),
    early: both(
      (p: { minutes: string }) => `Sớm ${p.minutes}`,
      ({ minutes }) => `${minutes} early`,
    ),
    finished: both(
      (p: { at: string }) => `Kết thúc ca lúc ${p.at}`,
      ({ at }) => `Finished at ${at}`,
    ),
  },
  hours: both(
    (p: { hours: string; minutes: string }) => `${p.hours} giờ ${p.minutes} phút`,
    ({ hours, minutes }) => `${hours} h ${minutes} min`,
  ),
  next: both('Tiếp theo', 'Next'),
  last: both('Kết quả gần nhất', 'Latest result'),
  forecast: both('Dự kiến kết thúc', 'Expected end'),
  expected: both(
    (p: { time: string; planned: string }) => `${p.time} (đã giao ${p.planned})`,
    ({ time, planned }) => `${time} (published ${planned})`,
  ),
  at: both(
    (p: { place: string; time: string }) => `${p.place}, ${p.time}`,
    ({ place, time }) => `${place}, ${time}`,
  ),
  stops: both('Các điểm dừng', 'Stops'),
  adjust: both('Điều chỉnh lộ trình', 'Adjust the route'),
  adjustOf: both(
    (p: { title: string }) => `Điều chỉnh lộ trình ${p.title}`,
    ({ title }) => `Adjust the route ${title}`,
  ),
  map: both(
    'Bản đồ các tổ: các điểm dừng và nơi có kết quả gần nhất. Mọi điểm dừng đều có trong danh sách.',
    'Map of the teams: their stops and the place of the latest result. Every stop is in the list too.',
  ),
  lastMark: both(
    (p: { team: string; place: string }) => `${p.team}: kết quả gần nhất tại ${p.place}`,
    ({ team, place }) => `${team}: latest result at ${place}`,
  ),
  messages: {
    to: both(
      (p: { team: string }) => `Nhắn ${p.team}`,
      ({ team }) => `Message to ${team}`,
    ),
    lead: both(
      'Tin ngắn hiện trên điện thoại của tổ. Không ghi tên người, số điện thoại hay thông tin cá nhân.',
      'A short message on the phones of the team. Name no person and write no telephone number.',
    ),
    body: both('Nội dung', 'Message'),
    send: both('Gửi tin', 'Send'),
    sent: both('Đã gửi tin.', 'The message is sent.'),
    received: both(
      (p: { at: string }) => `Tin nhắn từ người lập kế hoạch, ${p.at}`,
      ({ at }) => `Message from the planner, ${at}`,
    ),
    earlier: both(
      (p: { count: string }) => `Tin nhắn đã xem (${p.count})`,
      ({ count }) => `Messages read (${count})`,
    ),
    latest: both(
      (p: { at: string; body: string; read: string; members: string }) =>
        `Tin lúc ${p.at}: ${p.body} (${p.read}/${p.members} người đã xem)`,
      ({ at, body, read, members }) => `Message at ${at}: ${body} (read by ${read} of ${members})`,
    ),
  },
  draftDiffers: both('Bản nháp khác bản đã giao', 'The draft differs from what is published'),
  draftDiffersBy: both(
    (p: { count: string }) => `Bản nháp khác bản đã giao: ${p.count} thay đổi`,
    ({ count }) => `The draft differs from what is published: ${count} changes`,
  ),
};
