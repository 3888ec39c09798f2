import { type Parameter, type ParameterValues, type Protected, valueOf } from './contract';

/** Attention sinks: the first tokens, which receive much attention whatever they say (Xiao et al., arXiv 2309.17453). */
export const sinks: Parameter = {
  name: 'sinks',
  title: 'Sinks',
  help: 'First tokens that always stay.',
  default: 4,
  min: 0,
  max: 64,
  isInteger: true,
};

export const protectsSinks = (parameters: ParameterValues): Protected => ({
  first: valueOf(parameters, sinks),
  recent: 0,
});
