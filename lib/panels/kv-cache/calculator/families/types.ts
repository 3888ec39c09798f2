import type { Fields } from '../config/fields';
import { need } from '../config/need';

/** The types of all layers from a rule for one of them. @throws Failure `config-unfit` without `num_hidden_layers` */
export const typesBy = (fields: Fields, typeOf: (at: number) => string): string[] =>
  Array.from({ length: need(fields, 'num_hidden_layers') }, (_, at) => typeOf(at));

/** Whether the layer is the last of its group of `interval` layers, of which that one has full attention. */
export const isLastOf = (at: number, interval: number): boolean => (at + 1) % interval === 0;
