import type { ModelPreset } from './contract';

const billion = 1e9;

/** The ratio of every layer of DeepSeek-V4-Flash: windows first, then 4 and 128 in turn. */
const flashRatios = Array.from({ length: 43 }, (_, at) => (at < 2 ? 0 : at % 2 === 0 ? 4 : 128));

/** Models that store latent or compressed vectors. */
export const latentModels: readonly ModelPreset[] = [
  {
    id: 'deepseek-v3',
    title: 'DeepSeek-V3',
    config: {
      num_hidden_layers: 61,
      hidden_size: 7168,
      num_attention_heads: 128,
      num_key_value_heads: 128,
      kv_lora_rank: 512,
      qk_rope_head_dim: 64,
      max_position_embeddings: 163_840,
    },
    parameters: 671 * billion,
    active: 37 * billion,
    source: 'deepseek-ai/DeepSeek-V3, config.json; parameters by its report, arXiv 2412.19437',
  },
  {
    id: 'deepseek-v3.2',
    title: 'DeepSeek-V3.2 (with an indexer)',
    config: {
      num_hidden_layers: 61,
      hidden_size: 7168,
      num_attention_heads: 128,
      num_key_value_heads: 128,
      kv_lora_rank: 512,
      qk_rope_head_dim: 64,
      index_head_dim: 128,
      index_n_heads: 64,
      index_topk: 2048,
      max_position_embeddings: 163_840,
    },
    parameters: 671 * billion,
    active: 37 * billion,
    source: 'deepseek-ai/DeepSeek-V3.2, config.json',
  },
  {
    id: 'deepseek-v4-flash',
    title: 'DeepSeek-V4-Flash (learned compression)',
    config: {
      model_type: 'deepseek_v4',
      num_hidden_layers: 43,
      hidden_size: 4096,
      num_attention_heads: 64,
      num_key_value_heads: 1,
      head_dim: 512,
      qk_rope_head_dim: 64,
      sliding_window: 128,
      index_head_dim: 128,
      index_n_heads: 64,
      index_topk: 512,
      compress_ratios: flashRatios,
      max_position_embeddings: 1_048_576,
    },
    parameters: 284 * billion,
    active: 13 * billion,
    source: 'deepseek-ai/DeepSeek-V4-Flash, config.json, and DeepseekV4Config of transformers; parameters by its card',
  },
  {
    id: 'glm-4.7-flash',
    title: 'GLM-4.7-Flash',
    config: {
      model_type: 'glm4_moe_lite',
      num_hidden_layers: 47,
      hidden_size: 2048,
      num_attention_heads: 20,
      num_key_value_heads: 20,
      kv_lora_rank: 512,
      qk_rope_head_dim: 64,
      max_position_embeddings: 202_752,
    },
    parameters: 30 * billion,
    active: 3 * billion,
    source: 'zai-org/GLM-4.7-Flash, by the defaults of Glm4MoeLiteConfig; parameters as Megatron-Bridge says',
  },
  {
    id: 'kimi-k2',
    title: 'Kimi-K2',
    config: {
      num_hidden_layers: 61,
      hidden_size: 7168,
      num_attention_heads: 64,
      num_key_value_heads: 64,
      kv_lora_rank: 512,
      qk_rope_head_dim: 64,
      max_position_embeddings: 131_072,
    },
    parameters: 1000 * billion,
    active: 32 * billion,
    source: 'moonshotai/Kimi-K2-Instruct, config.json, as in NVIDIA-NeMo/Megatron-Bridge; parameters by its card',
  },
];
