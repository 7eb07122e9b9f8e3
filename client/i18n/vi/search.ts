export const search = {
  title: 'Tìm kiếm',
  label: 'Tìm điểm, địa chỉ, phường xã hoặc tọa độ',
  placeholder: 'Tìm điểm, địa chỉ, phường xã, tọa độ',
  points: 'Điểm',
  communes: 'Phường, xã',
  coordinates: 'Tọa độ',
  addresses: 'Địa chỉ',
  formerName: (p: { name: string }) => `tên cũ: ${p.name}`,
  alias: (p: { name: string }) => `còn gọi: ${p.name}`,
  assumed: 'đã đổi từ hệ tọa độ hoặc cách ghi khác',
  nothing:
    'Không tìm thấy. Thử bớt chữ, số nhà với tên đường, tên cũ của phường xã, hoặc tọa độ như 21.0285, 105.8542.',
  shortcut: 'Bấm phím / để tìm',
  goTo: (p: { coordinates: string }) => `Đến ${p.coordinates}`,
};
