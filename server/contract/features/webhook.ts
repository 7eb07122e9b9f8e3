import type { FeatureDeclaration } from './declaration.ts';

/** Systems outside that are told of events. */
export const WEBHOOK = {
  screens: {
    webhooks: { vi: 'Nơi nhận sự kiện', en: 'Receivers of events' },
  },
  problems: {
    'webhook.not_found': {
      status: 404,
      vi: 'Không có nơi nhận này, hoặc đã bị xóa. Hãy tải lại danh sách.',
      en: 'There is no such receiver, or it has been deleted. Reload the list.',
    },
    'webhook.name_taken': {
      status: 409,
      vi: 'Đã có nơi nhận mang tên này. Hãy đặt tên khác.',
      en: 'A receiver of that name exists. Choose another name.',
      constraints: ['webhook_receiver_name_unique'],
    },
    'webhook.too_many': {
      status: 409,
      vi: 'Đã có {most} nơi nhận, là số nhiều nhất. Hãy xóa nơi nhận không còn dùng.',
      en: 'There are {most} receivers, which is the most. Delete one that is not used any more.',
    },
    'webhook.address_refused': {
      status: 422,
      vi: 'Không gửi được tới địa chỉ này: cần https, không kèm tên hay mật khẩu, và không trỏ vào mạng nội bộ. Nếu nơi nhận nằm trong mạng nội bộ, hãy nhờ người vận hành máy chủ thêm tên máy vào DIABAN_WEBHOOK_HOSTS.',
      en: 'Nothing is sent to this address: it must be https, without a name or password, and outside internal networks. For a receiver in an internal network, ask the operator of the server to add its host to DIABAN_WEBHOOK_HOSTS.',
    },
    'webhook.day_too_old': {
      status: 422,
      vi: 'Sự kiện chỉ được giữ {days} ngày. Hãy chọn ngày sau đó.',
      en: 'Events are kept for {days} days. Choose a later day.',
    },
  },
} as const satisfies FeatureDeclaration;
