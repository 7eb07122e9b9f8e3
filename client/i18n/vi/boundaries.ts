export const boundaries = {
  title: 'Địa giới hành chính',
};
