/** Layers of the embedded model, `num_hidden_layers` of its config.json; a test holds the two together. */
export const embeddedModel = { title: 'loupe-arithmetic', layers: 4 } as const;
