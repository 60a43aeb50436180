// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accepted_formats.h"

#include <array>

namespace saferscope {

namespace {

using enum FormatKind;

constexpr std::array formats = std::to_array<AcceptedFormat>({
    // Reward models
    {Model, "model-llama", "Llama 2, 3 and 3.x", "config.json, model.safetensors or pytorch_model.bin, also in shards",
     "LlamaForSequenceClassification; RoPE scaling llama3, linear or none.", true, true},
    {Model, "model-mistral", "Mistral", "config.json, model.safetensors or pytorch_model.bin, also in shards",
     "MistralForSequenceClassification, with or without a sliding window.", true, true},
    {Model, "model-qwen2", "Qwen 2 and 2.5", "config.json, model.safetensors or pytorch_model.bin, also in shards",
     "Qwen2ForSequenceClassification; biases on query, key and value.", true, true},
    {Model, "model-qwen3", "Qwen 3", "config.json, model.safetensors or pytorch_model.bin, also in shards",
     "Qwen3ForSequenceClassification; norms on queries and keys. No mixtures of experts.", true, true},
    {Model, "model-gemma2", "Gemma 2", "config.json, model.safetensors or pytorch_model.bin, also in shards",
     "Gemma2ForSequenceClassification; soft-capping, sliding windows, norms after each half of a block.", true, true},
    {Model, "model-head-apart", "Language model with a reward head", "the model's files with v_head, value_head, …",
     "As reward-model repositories ship them: the head beside or among the weights, with or without a bias.", true,
     false},
    {Model, "model-multi-label", "Classifier with several labels", "config.json with id2label",
     "The reward is the label chosen by name or number.", true, false, "--label"},
    // Tokenizers
    {Tokenizer, "tokenizer-byte-level", "Byte-level BPE", "tokenizer.json", "Llama 3, Qwen 2.5 and 3, GPT-2, …", true,
     true},
    {Tokenizer, "tokenizer-sentencepiece-json", "SentencePiece-style BPE", "tokenizer.json",
     "Gemma, Llama 2, Mistral: byte fallback, Replace, Prepend, Metaspace."},
    {Tokenizer, "tokenizer-sentencepiece-model", "SentencePiece", "tokenizer.model",
     "BPE and unigram models; read where there is no tokenizer.json."},
    {Tokenizer, "tokenizer-chat-template", "Chat template", "tokenizer_config.json, chat_template.jinja or .json",
     "Run by an interpreter with bounds on time and memory; also named ones in additional_chat_templates/."},
    // SAEs
    {Sae, "sae-saferscope", "Saferscope", "sae_config.json, sae.safetensors", "", true, true, "saferscope"},
    {Sae, "sae-safer", "SAFER", "stage2.pt, or its four tensors as .safetensors",
     "k and the layer are not in the file: give them.", true, true, "safer"},
    {Sae, "sae-sparsify", "EleutherAI sparsify", "cfg.json, sae.safetensors",
     "Top-k; transcoders and skip connections are refused.", true, true, "sparsify"},
    {Sae, "sae-saelens", "SAELens", "cfg.json, sae_weights.safetensors",
     "Standard, top-k, batch top-k, JumpReLU and gated; version 6 and older.", true, true, "saelens"},
    {Sae, "sae-dictionary-learning", "dictionary_learning", "ae.pt, config.json",
     "Top-k, batch top-k, JumpReLU, gated and standard.", true, true, "dictionary-learning"},
    {Sae, "sae-openai", "OpenAI sparse_autoencoder", ".pt", "Top-k implies layer normalisation of the input.", true,
     true, "openai"},
    {Sae, "sae-gemma-scope", "Gemma Scope", "params.npz", "JumpReLU; the layer comes from the folder's name or you.",
     true, true, "gemma-scope"},
    // Preference pairs; .jsonl, a JSON array, .gz and .zst of both unless the row says otherwise
    {Pairs, "pairs-saferscope", "Saferscope", ".jsonl", "", true, true, "saferscope"},
    {Pairs, "pairs-hh", "Anthropic HH", ".jsonl, .json", "Whole “Human: … Assistant: …” transcripts.", true, false,
     "hh"},
    {Pairs, "pairs-messages", "Message lists (TRL, Hugging Face)", ".jsonl, .json",
     "chosen and rejected as lists of {role, content}, with or without a prompt.", true, true, "messages"},
    {Pairs, "pairs-strings", "Plain strings (TRL)", ".jsonl, .json", "prompt, chosen and rejected as texts.", true,
     true, "strings"},
    {Pairs, "pairs-sharegpt", "ShareGPT (LLaMA-Factory)", ".json", "conversations with chosen and rejected.", true,
     false, "sharegpt"},
    {Pairs, "pairs-pku-saferlhf", "PKU-SafeRLHF", ".jsonl",
     "response_0 and response_1; which is preferred: the better or the safer one, as you choose.", true, false, "pku"},
    {Pairs, "pairs-ultrafeedback", "UltraFeedback binarized", ".jsonl, .json",
     "Message lists with score_chosen and score_rejected.", true, false, "ultrafeedback"},
    {Pairs, "pairs-rewardbench", "RewardBench", ".jsonl", "prompt, chosen, rejected, subset.", true, false,
     "rewardbench"},
    {Pairs, "pairs-rewardbench-2", "RewardBench 2", ".jsonl",
     "One chosen answer against several rejected ones: a pair each. Accuracy here is per pair, not the leaderboard's.",
     true, false, "rewardbench2"},
    {Pairs, "pairs-rm-bench", "RM-Bench", ".json", "Three styles of each answer: nine pairs a record.", true, false,
     "rm-bench"},
    {Pairs, "pairs-llmbar", "LLMBar", ".json", "input, output_1, output_2 and the label of the better one.", true,
     false, "llmbar"},
    {Pairs, "pairs-nemo", "NeMo", ".jsonl", "NeMo-Aligner and NeMo-RL preference files.", true, false, "nemo"},
    {Pairs, "pairs-wildguardmix", "WildGuardMix", ".jsonl",
     "Single answers with labels: answers to one prompt, one harmful and one not, make a pair.", true, false,
     "wildguard"},
    {Pairs, "pairs-csv", "CSV and TSV", ".csv, .tsv", "Columns prompt, chosen, rejected, or a mapping.", true, true,
     "--map"},
    {Pairs, "pairs-mapped", "Any JSON Lines", ".jsonl, .json, .csv", "You say which member holds what.", true, false,
     "--map"},
    {Pairs, "pairs-gzip", "Compressed", ".gz, .zst", "Of any of these."},
    {Pairs, "pairs-parquet", "Parquet", ".parquet", "Where the program was built with Apache Arrow."},
    {Texts, "texts", "General texts", ".jsonl, .json, .csv or .txt, also .gz and .zst",
     "One text in each record, or one in each .txt file."},
    // What goes out beside the above
    {Output, "out-features", "Feature table", ".csv, .tsv, .jsonl", "", false, true, "features"},
    {Output, "out-ratings", "Ratings", ".csv, .jsonl", "Also read back, and merged without conflicts.", true, true,
     "ratings"},
    {Output, "out-neuronpedia", "Neuronpedia / SAEDashboard features", ".json, or an import folder",
     "Histograms and top contexts; a reward model has no logits. Explanations are read back as ratings.", true, true,
     "neuronpedia"},
    {Output, "out-delphi", "delphi explanations", "a folder of .txt", "", true, true, "delphi"},
    {Output, "out-training-data", "Training data", ".jsonl, .csv", "Poisoned and denoised sets too; loads in TRL.",
     false, true, "pairs"},
    {Output, "out-tensorboard", "Run metrics", "TensorBoard event files, .csv", "", false, true, "metrics"},
    {Output, "out-report", "Report", ".html, .pdf",
     "One file that asks nothing of the network. The PDF comes from the window: File > Report.", false, true, "report"},
});

}  // namespace

std::span<const AcceptedFormat> acceptedFormats() { return formats; }

std::string_view formatKindName(FormatKind kind) {
    switch (kind) {
        case FormatKind::Model:
            return "model";
        case FormatKind::Tokenizer:
            return "tokenizer";
        case FormatKind::Sae:
            return "sae";
        case FormatKind::Pairs:
            return "pairs";
        case FormatKind::Texts:
            return "texts";
        case FormatKind::Output:
            return "output";
    }
    return "output";
}

}  // namespace saferscope
