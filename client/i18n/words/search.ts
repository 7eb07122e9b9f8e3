import { both, type Both } from '#client/i18n/both.ts';
import type { PlacePrecision } from '#server/contract/geocoding.ts';

const precision: Record<PlacePrecision, Both> = {
  door: both('đúng số nhà', 'the house number itself'),
  interpolated: both('ước theo số nhà lân cận', 'by the numbers beside it'),
  junction: both('chỗ hai đường gặp nhau', 'where two streets meet'),
  place: both('theo tên địa điểm', 'by the name of the place'),
  street: both('chỉ biết tên đường', 'the street only'),
  commune: both('chỉ biết phường, xã', 'the commune only'),
};

export const geocoding = {
  precision,
  within: both('trong vòng {distance}', 'within {distance}'),
  basis: both('theo: {names}', 'by {names}'),
  from: both('nguồn: {source}', 'source: {source}'),
  service: both('dịch vụ ngoài {host}', 'service outside, {host}'),
  communes: both('danh mục phường, xã', 'the list of communes'),
};

export const search = {
  title: both('Tìm kiếm', 'Search'),
  label: both(
    'Tìm điểm, địa chỉ, phường, xã hoặc tọa độ',
    'Find a point, an address, a commune or coordinates',
  ),
  placeholder: both(
    'Tìm điểm, địa chỉ, phường, xã, tọa độ',
    'Find point, address, commune, coordinates',
  ),
  points: both('Điểm', 'Points'),
  communes: both('Phường, xã', 'Communes'),
  coordinates: both('Tọa độ', 'Coordinates'),
  addresses: both('Địa chỉ', 'Addresses'),
  formerName: both('tên cũ: {name}', 'formerly {name}'),
  alias: both('còn gọi: {name}', 'also called {name}'),
  assumed: both(
    'đã đổi từ hệ tọa độ hoặc cách ghi khác',
    'converted from another system or notation',
  ),
  assumedGrid: both('đọc theo {grid}', 'read as {grid}'),
  assumedGridOfSeveral: both(
    'đọc theo {grid}; múi khác cũng hợp, hãy kiểm tra vị trí',
    'read as {grid}; other zones fit too, check the place',
  ),
  nothing: both(
    'Không tìm thấy. Thử bớt chữ, số nhà với tên đường, tên cũ của phường, xã, hoặc tọa độ như 21.0285, 105.8542.',
    'Nothing found. Try fewer words, a house number with its street, a former commune name, or coordinates such as 21.0285, 105.8542.',
  ),
  keptOnly: both(
    'Ngoại tuyến: chỉ tìm được tên đường, hồ, khu phố đã lưu trên máy này.',
    'Offline: only names of streets, waters and quarters kept on this device are found.',
  ),
  shortcut: both('Bấm phím / để tìm', 'Press / to search'),
  goTo: both('Đến {coordinates}', 'Go to {coordinates}'),
};
