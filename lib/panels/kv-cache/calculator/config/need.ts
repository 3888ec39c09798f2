import { Failure } from '@/lib/core/failure';
import type { FieldName, Fields } from './fields';

/** The value of a field. @throws Failure `config-unfit` where the config lacks it */
export function need<Name extends FieldName>(fields: Fields, name: Name): NonNullable<Fields[Name]> {
  const value = fields[name];
  if (value === undefined || value === null) throw new Failure('config-unfit', `It has no ${name}.`);
  return value;
}

/** The value of the first of several fields that is given. @throws Failure `config-unfit` where none is */
export function needOneOf<Name extends FieldName>(
  fields: Fields,
  ...names: [Name, ...Name[]]
): NonNullable<Fields[Name]> {
  const found = names.find(name => fields[name] !== undefined);
  return need(fields, found ?? names[0]);
}
