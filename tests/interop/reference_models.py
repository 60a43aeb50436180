#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rewards of every model family, computed a second time.

Makes tiny reward models with random weights, asks `safer tokenize` for the ids and `safer reward` for the rewards, and
compares them with those of tiny_models.py.

Usage: reference_models.py SAFER    (exit 77: this Python has no torch, so nothing was compared)
"""
import os
import sys
import tempfile

from tiny_models import PAIRS, base_config, random_weights, reward_of, run, torch, write_model, write_pairs

TOLERANCE = 1e-4

CASES = {
    "llama": (base_config("llama", "LlamaForSequenceClassification"), 0),
    "llama3 rope": (base_config("llama", "LlamaForSequenceClassification", rope_theta=500000.0, rope_scaling={
        "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
        "original_max_position_embeddings": 64}), 0),
    "llama linear rope": (base_config("llama", "LlamaForSequenceClassification",
                                      rope_scaling={"type": "linear", "factor": 4.0}), 0),
    "llama attention bias": (base_config("llama", "LlamaForSequenceClassification", attention_bias=True,
                                         mlp_bias=True), 0),
    "mistral": (base_config("mistral", "MistralForSequenceClassification", sliding_window=None), 0),
    "mistral window": (base_config("mistral", "MistralForSequenceClassification", sliding_window=7), 0),
    "qwen2": (base_config("qwen2", "Qwen2ForSequenceClassification", use_sliding_window=False, sliding_window=5,
                          max_window_layers=2), 0),
    "qwen2 window": (base_config("qwen2", "Qwen2ForSequenceClassification", use_sliding_window=True, sliding_window=5,
                                 max_window_layers=2), 0),
    "qwen3": (base_config("qwen3", "Qwen3ForSequenceClassification", attention_bias=False, use_sliding_window=False,
                          sliding_window=None, max_window_layers=4), 0),
    "gemma2": (base_config("gemma2", "Gemma2ForSequenceClassification", hidden_activation="gelu_pytorch_tanh",
                           hidden_act="gelu_pytorch_tanh", query_pre_attn_scalar=20, attn_logit_softcapping=3.0,
                           final_logit_softcapping=2.0, sliding_window=9, tie_word_embeddings=True), 0),
    "gemma2 without caps": (base_config("gemma2", "Gemma2ForSequenceClassification",
                                        hidden_activation="gelu_pytorch_tanh", query_pre_attn_scalar=10,
                                        attn_logit_softcapping=None, final_logit_softcapping=None,
                                        sliding_window=4096, tie_word_embeddings=True), 0),
    "several labels": (base_config("llama", "LlamaForSequenceClassification", num_labels=3,
                                   id2label={"0": "helpful", "1": "harmless", "2": "brief"}), 1),
}


def check(safer, name, config, label, folder, pairs):
    generator = torch.Generator().manual_seed(sum(map(ord, name)))
    weights = random_weights(config, generator)
    model = os.path.join(folder, name.replace(" ", "-"))
    write_model(model, config, weights)
    ids = {r["id"]: r for r in run([safer, "tokenize", "--model", model, "--data", pairs, "--json"]) if "id" in r}
    chosen_label = ["--label", config["id2label"][str(label)]] if config["num_labels"] > 1 else []
    rewards = [r for r in run([safer, "reward", "--model", model, "--data", pairs, "--json", *chosen_label])
               if "chosen" in r]
    assert len(rewards) == len(PAIRS), f"{name}: {len(rewards)} rewards for {len(PAIRS)} pairs"
    wide = {key: value.double() for key, value in weights.items()}
    worst = 0.0
    for row in rewards:
        for side in ("chosen", "rejected"):
            tokens = torch.tensor(ids[row["id"]][side + "_ids"])
            worst = max(worst, abs(reward_of(config, wide, tokens, label) - row[side]))
    print(f"{name}: largest difference {worst:.2e}")
    return worst <= TOLERANCE


def main():
    safer = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        pairs = os.path.join(folder, "pairs.jsonl")
        write_pairs(pairs)
        failed = [name for name, (config, label) in CASES.items()
                  if not check(safer, name, config, label, folder, pairs)]
    if failed:
        raise SystemExit("beyond the tolerance: " + ", ".join(failed))


if __name__ == "__main__":
    main()
