export const settings = {
  title: 'Cài đặt của tôi',
};
