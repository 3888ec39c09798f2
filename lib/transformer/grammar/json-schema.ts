import { Failure } from '@/lib/core/failure';
import type { Json, JsonSchema } from '@/lib/core/json';
import { Graph, type Part, type State } from './graph';
import { jsonString } from './json-string';

/**
 * The automaton of the JSON texts that fit a schema, in one form of writing: on one line, `, ` and `: ` as separators, the properties of an
 * object in the order of the schema. It accepts no text that does not fit. Languages of schemas without `$ref` are regular but for
 * duplicate keys, which a map of at most one property cannot have.
 *
 * @throws Failure `schema-unfit` for a keyword or a combination that it does not know: a keyword that is passed over would be a promise not
 *   kept
 */
export function graphOfSchema(schema: JsonSchema): { graph: Graph; start: State } {
  const graph = new Graph();
  return { graph, start: new Reader(graph).value(schema)(graph.end) };
}

const unfit = (detail: string): Failure => new Failure('schema-unfit', detail);

/** Keywords that say nothing about which values fit. */
const annotations = new Set(['$schema', '$id', '$comment', 'title', 'description', 'default', 'examples']);

/** @throws Failure `schema-unfit` for keywords other than these and annotations */
function onlyKnows(schema: JsonSchema, ...known: string[]): void {
  const odd = Object.keys(schema).find(keyword => !known.includes(keyword) && !annotations.has(keyword));
  if (odd !== undefined) throw unfit(`The keyword "${odd}" is not known here.`);
}

/** A count among the keywords of a schema. */
function countOf(schema: JsonSchema, keyword: string, missing: number): number {
  const value = schema[keyword];
  if (value === undefined) return missing;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw unfit(`"${keyword}" is no count.`);
  return value;
}

const isSchema = (value: Json | undefined): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isOfType(value: Json, type: Json): boolean {
  if (value === null) return type === 'null';
  if (Array.isArray(value)) return type === 'array';
  return type === typeof value || (type === 'integer' && Number.isInteger(value));
}

class Reader {
  constructor(private readonly graph: Graph) {}

  value(schema: Json | undefined): Part {
    if (!isSchema(schema)) throw unfit('A schema is missing, or is no object.');
    if (schema.const !== undefined) {
      onlyKnows(schema, 'const');
      return this.oneOf([schema.const]);
    }
    if (schema.enum !== undefined) {
      onlyKnows(schema, 'enum', 'type');
      if (!Array.isArray(schema.enum)) throw unfit('"enum" is no list of values.');
      return this.oneOf(schema.enum.filter(value => schema.type === undefined || isOfType(value, schema.type)));
    }
    if (schema.anyOf !== undefined) {
      onlyKnows(schema, 'anyOf');
      if (!Array.isArray(schema.anyOf) || schema.anyOf.length === 0) throw unfit('"anyOf" is no list of schemas.');
      const parts = schema.anyOf.map(one => this.value(one));
      return next => this.graph.either(parts.map(part => part(next)));
    }
    switch (schema.type) {
      case 'string':
        onlyKnows(schema, 'type', 'minLength', 'maxLength');
        return this.string(schema);
      case 'array':
        return this.array(schema);
      case 'object':
        return schema.properties === undefined ? this.map(schema) : this.record(schema);
      case 'integer':
      case 'number':
        onlyKnows(schema, 'type');
        return this.number(schema.type === 'integer');
      case 'boolean':
        onlyKnows(schema, 'type');
        return this.oneOf([true, false]);
      case 'null':
        onlyKnows(schema, 'type');
        return this.oneOf([null]);
      default:
        throw unfit(`The type ${JSON.stringify(schema.type)} is not known here.`);
    }
  }

  private oneOf(values: readonly Json[]): Part {
    if (values.length === 0) throw unfit('"enum" holds no value of its type.');
    const texts = [...new Set(values.map(value => JSON.stringify(value)))];
    return next => this.graph.either(texts.map(text => this.graph.literal(text, next)));
  }

  private string(schema: JsonSchema): Part {
    const [least, most] = this.range(schema, 'minLength', 'maxLength');
    return jsonString(this.graph, least, most);
  }

  private range(schema: JsonSchema, least: string, most: string): [number, number] {
    const range: [number, number] = [countOf(schema, least, 0), countOf(schema, most, Infinity)];
    if (range[0] > range[1]) throw unfit(`"${least}" is above "${most}".`);
    return range;
  }

  private array(schema: JsonSchema): Part {
    onlyKnows(schema, 'type', 'items', 'minItems', 'maxItems');
    const [least, most] = this.range(schema, 'minItems', 'maxItems');
    return this.list('[', this.value(schema.items), ']', least, most);
  }

  /** An object of any keys, whose values all fit one schema. */
  private map(schema: JsonSchema): Part {
    onlyKnows(schema, 'type', 'additionalProperties', 'propertyNames', 'minProperties', 'maxProperties');
    const [least, most] = this.range(schema, 'minProperties', 'maxProperties');
    // Two equal keys are one property, so that a second key is not always a second property.
    if (least > 1) throw unfit('A map of at least two properties is not known here.');
    const key = schema.propertyNames === undefined ? jsonString(this.graph, 0, Infinity) : this.key(schema);
    const value = this.value(schema.additionalProperties);
    return this.list('{', next => key(this.graph.literal(': ', value(next))), '}', least, most);
  }

  private key({ propertyNames: names }: JsonSchema): Part {
    if (!isSchema(names)) throw unfit('"propertyNames" is no schema.');
    const part = this.value(names.enum === undefined ? { type: 'string', ...names } : names);
    if (Array.isArray(names.enum) && !names.enum.every(name => typeof name === 'string'))
      throw unfit('A name of a property is no string.');
    return part;
  }

  /** An object of known keys and no others. */
  private record(schema: JsonSchema): Part {
    onlyKnows(schema, 'type', 'properties', 'required', 'additionalProperties');
    const { properties, required = [], additionalProperties: others = false } = schema;
    if (!isSchema(properties)) throw unfit('"properties" is no object.');
    if (others !== false) throw unfit('Known and other properties in one object are not known here.');
    if (!Array.isArray(required) || required.some(name => typeof name !== 'string' || !Object.hasOwn(properties, name)))
      throw unfit('"required" names what is no property.');
    const { graph } = this;
    const fields = Object.entries(properties).map(([name, value]) => ({
      text: `${JSON.stringify(name)}: `,
      value: this.value(value),
      isRequired: required.includes(name),
    }));
    return next => {
      /** What may come where some property was written already, and where none was: from the last to the first. */
      let [later, first] = [graph.literal('}', next), graph.literal('}', next)];
      for (const { text, value, isRequired } of [...fields].reverse()) {
        const written = value(later);
        const [comma, alone] = [graph.literal(`, ${text}`, written), graph.literal(text, written)];
        [later, first] = isRequired ? [comma, alone] : [graph.either([comma, later]), graph.either([alone, first])];
      }
      return graph.literal('{', first);
    };
  }

  /** From `least` to `most` items between brackets, separated by commas. */
  private list(open: string, item: Part, close: string, least: number, most: number): Part {
    const { graph } = this;
    return next => {
      const closed = graph.literal(close, next);
      if (most === 0) return graph.literal(open, closed);
      const more = (begun: State): State => graph.literal(', ', begun);
      const perhapsMore = (begun: State): State => graph.either([more(begun), closed]);
      /** An item and what follows it, from the last item to the first. */
      let begun = most === Infinity ? graph.loop(again => item(perhapsMore(again))) : item(closed);
      for (let count = (most === Infinity ? Math.max(1, least) : most) - 1; count > 0; count--)
        begun = item(count >= least ? perhapsMore(begun) : more(begun));
      return graph.literal(open, least === 0 ? graph.either([begun, closed]) : begun);
    };
  }

  /** At most fifteen digits on each side, which a double holds; no exponent. */
  private number(isInteger: boolean): Part {
    const { graph } = this;
    const digit = (to: State, first = '0'): State =>
      graph.state([{ first: first.charCodeAt(0), last: '9'.charCodeAt(0), to }]);
    const digits = (count: number, next: State): State => {
      let state = next;
      for (let left = count; left > 0; left--) state = graph.either([digit(state), next]);
      return state;
    };
    return next => {
      const end = isInteger ? next : graph.either([graph.literal('.', digit(digits(14, next))), next]);
      const whole = graph.either([graph.literal('0', end), digit(digits(14, end), '1')]);
      return graph.either([graph.literal('-', whole), whole]);
    };
  }
}
