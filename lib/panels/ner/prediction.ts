/**
 * What one answer says of one sentence: mention -> label, in the order of the answer. A mention has one label however often it stands in
 * the sentence; a label that is set again keeps the place of the first.
 */
export type Prediction = ReadonlyMap<string, string>;
