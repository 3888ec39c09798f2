/** Layers of the embedded model: `num_hidden_layers` of its config.json. A test compares the two. */
export const layers = 4;
