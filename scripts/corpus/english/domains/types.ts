import { type } from '../domain';

/** Types that many subjects share. */
export const person = type(
  'Person|Person|Human',
  'Person',
  '{first} {w}|{first} {w}|{w} {w}|{first}|{w}|{L}. {w}|{first} {L}. {w}|{first} van {w}',
);
export const town = type(
  'Town|City|Place',
  'Location',
  '{w}|{w}|{w}|Port {w}|North {w}|New {w}|{w} Bay|{w} Hill|Saint {w}|Upper {w}',
);
export const country = type(
  'Country|State|Nation',
  'Location',
  '{w}|{w}|{w}ia|{w}land|North {w}|Republic of {w}|United {w}',
);
export const company = type(
  'Company|Firm|Organization',
  'Organization',
  '{w}|{w} Ltd|{w} & {w}|{w} Group|{w} {noun}|{ABC}|{w} Industries|{w} Brothers|{adj} {noun}',
);
export const organisation = type(
  'Organization|Organisation|Group',
  'Organization',
  '{ABC}|{w} Institute|{w} Society|Friends of {w}|{w} Council|Union of {w}|{w} Foundation|{adj} {noun} League|Ministry of {noun}|{w} Authority|Bureau of {noun}|{noun} Association|{w} Committee|Department of {noun}',
);
