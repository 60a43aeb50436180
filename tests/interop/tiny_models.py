# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny reward models in Hugging Face's layout and their forward pass in float64, from the architectures' published
definitions: one list of tokens at a time, without padding, packing or caches. Nothing is shared with the program."""
import json
import math
import os
import struct
import subprocess
import sys

try:
    import torch
except ImportError:
    print("this Python has no torch: nothing was compared")
    sys.exit(77)

VOCABULARY = 300
D, HEADS, KV_HEADS, HEAD_DIM, MLP, LAYERS = 48, 6, 2, 10, 80, 4
BOS, EOS, PAD = 256, 257, 258


# --- files -----------------------------------------------------------------------------------------------------------
def write_safetensors(path, tensors):
    names = {torch.float32: "F32", torch.bfloat16: "BF16", torch.float16: "F16"}
    header, blobs, offset = {}, [], 0
    for name, tensor in tensors.items():
        tensor = tensor.contiguous()
        raw = tensor.view(torch.int16).numpy().tobytes() if tensor.element_size() == 2 else tensor.numpy().tobytes()
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape),
                        "data_offsets": [offset, offset + len(raw)]}
        blobs.append(raw)
        offset += len(raw)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def byte_alphabet():
    """GPT-2's printable spelling of the 256 bytes."""
    kept = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    spelling, extra = {}, 0
    for byte in range(256):
        if byte in kept:
            spelling[byte] = chr(byte)
        else:
            spelling[byte] = chr(256 + extra)
            extra += 1
    return spelling


def write_tokenizer(folder):
    vocab = {text: byte for byte, text in byte_alphabet().items()}
    specials = {"<s>": BOS, "</s>": EOS, "<pad>": PAD}
    added = [{"id": i, "content": t, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
              "special": True} for t, i in specials.items()]
    tokenizer = {"version": "1.0", "added_tokens": added, "normalizer": None,
                 "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True,
                                    "use_regex": True},
                 "post_processor": None,
                 "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
                 "model": {"type": "BPE", "vocab": {**vocab, **specials}, "merges": []}}
    template = ("{{ bos_token }}{% for m in messages %}{{ '[' + m['role'] + '] ' + m['content'] + '\\n' }}"
                "{% endfor %}")
    with open(os.path.join(folder, "tokenizer.json"), "w") as file:
        json.dump(tokenizer, file)
    with open(os.path.join(folder, "tokenizer_config.json"), "w") as file:
        json.dump({"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "chat_template": template}, file)


PAIRS = [
    {"id": "a", "prompt": "Hi", "chosen": "Yes.", "rejected": "No, never."},
    {"id": "b", "prompt": "How are the mushrooms kept for winter?", "rejected": "Somewhere.",
     "chosen": "Dry them slowly, then store them in a jar in the dark, away from the stove and the window."},
    {"id": "c", "prompt": [{"role": "user", "content": "One"}, {"role": "assistant", "content": "Two"},
                           {"role": "user", "content": "Three, äöü and 漢字"}],
     "chosen": "Four is next.", "rejected": "Four is next? Then five, six, seven, eight and nine come after it."},
]


# --- the network, in float64 ------------------------------------------------------------------------------------------
def norm(x, weight, eps, one_plus):
    y = x / torch.sqrt(x.pow(2).mean(-1, keepdim=True) + eps)
    return y * (1.0 + weight) if one_plus else y * weight


def frequencies(config):
    half = config["head_dim"] // 2
    base = config.get("rope_theta", 10000.0)
    inv = torch.tensor([base ** (-2.0 * i / config["head_dim"]) for i in range(half)], dtype=torch.float64)
    scaling = config.get("rope_scaling") or {}
    kind = scaling.get("rope_type", scaling.get("type"))
    if kind == "linear":
        return inv / scaling["factor"]
    if kind == "llama3":
        out = []
        low = scaling["original_max_position_embeddings"] / scaling["low_freq_factor"]
        high = scaling["original_max_position_embeddings"] / scaling["high_freq_factor"]
        for f in inv.tolist():
            wave = 2 * math.pi / f
            if wave < high:
                out.append(f)
            elif wave > low:
                out.append(f / scaling["factor"])
            else:
                s = (scaling["original_max_position_embeddings"] / wave - scaling["low_freq_factor"]) / (
                    scaling["high_freq_factor"] - scaling["low_freq_factor"])
                out.append((1 - s) * f / scaling["factor"] + s * f)
        return torch.tensor(out, dtype=torch.float64)
    return inv


def rotate(x, cos, sin):
    half = x.shape[-1] // 2
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)


def window_of(config, layer):
    """Tokens a query sees, itself among them; None: all before it."""
    window = config.get("sliding_window")
    kind = config["model_type"]
    if kind == "mistral":
        return window
    if kind == "gemma2":
        return window if layer % 2 == 0 else None
    if kind in ("qwen2", "qwen3"):
        return window if config.get("use_sliding_window") and layer >= config["max_window_layers"] else None
    return None


def residual_streams(config, w, ids):
    """hidden_states as Hugging Face numbers them: [0] embeddings, [i] output of block i; float64 [n, d] each."""
    kind = config["model_type"]
    gemma = kind == "gemma2"
    eps = config["rms_norm_eps"]
    n, hd = len(ids), config["head_dim"]
    x = w["model.embed_tokens.weight"][ids]
    if gemma:
        x = x * torch.tensor(config["hidden_size"] ** 0.5, dtype=torch.float64)
    streams = [x]
    angles = torch.outer(torch.arange(n, dtype=torch.float64), frequencies(config))
    cos, sin = angles.cos()[:, None, :], angles.sin()[:, None, :]
    position = torch.arange(n)
    for layer in range(config["num_hidden_layers"]):
        p = f"model.layers.{layer}."

        def linear(y, name):
            out = y @ w[p + name + ".weight"].T
            return out + w[p + name + ".bias"] if p + name + ".bias" in w else out

        h = norm(x, w[p + "input_layernorm.weight"], eps, gemma)
        q = linear(h, "self_attn.q_proj").view(n, config["num_attention_heads"], hd)
        k = linear(h, "self_attn.k_proj").view(n, config["num_key_value_heads"], hd)
        v = linear(h, "self_attn.v_proj").view(n, config["num_key_value_heads"], hd)
        if kind == "qwen3":
            q = norm(q, w[p + "self_attn.q_norm.weight"], eps, False)
            k = norm(k, w[p + "self_attn.k_norm.weight"], eps, False)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        group = config["num_attention_heads"] // config["num_key_value_heads"]
        k, v = k.repeat_interleave(group, 1), v.repeat_interleave(group, 1)
        scale = (config["query_pre_attn_scalar"] if gemma else hd) ** -0.5
        scores = torch.einsum("qhd,khd->hqk", q, k) * scale
        if gemma and config.get("attn_logit_softcapping"):
            cap = config["attn_logit_softcapping"]
            scores = torch.tanh(scores / cap) * cap
        seen = position[None, :] <= position[:, None]
        if (window := window_of(config, layer)) is not None:
            seen = seen & (position[:, None] - position[None, :] < window)
        weights = torch.softmax(scores.masked_fill(~seen, -math.inf), -1)
        mixed = torch.einsum("hqk,khd->qhd", weights, v).reshape(n, -1)
        out = linear(mixed, "self_attn.o_proj")
        if gemma:
            x = x + norm(out, w[p + "post_attention_layernorm.weight"], eps, True)
            h = norm(x, w[p + "pre_feedforward_layernorm.weight"], eps, True)
            gate = linear(h, "mlp.gate_proj")
            gate = 0.5 * gate * (1 + torch.tanh(math.sqrt(2 / math.pi) * (gate + 0.044715 * gate ** 3)))
            out = linear(gate * linear(h, "mlp.up_proj"), "mlp.down_proj")
            x = x + norm(out, w[p + "post_feedforward_layernorm.weight"], eps, True)
        else:
            x = x + out
            h = norm(x, w[p + "post_attention_layernorm.weight"], eps, False)
            gate = linear(h, "mlp.gate_proj")
            x = x + linear(gate * torch.sigmoid(gate) * linear(h, "mlp.up_proj"), "mlp.down_proj")
        streams.append(x)
    return streams


def reward_of(config, w, ids, label):
    last = residual_streams(config, w, ids)[-1][-1:]
    last = norm(last, w["model.norm.weight"], config["rms_norm_eps"], config["model_type"] == "gemma2")
    scores = (last @ w["score.weight"].T)[0]
    return float(scores[label])


# --- making them -----------------------------------------------------------------------------------------------------
def base_config(kind, architecture, **extra):
    config = {"architectures": [architecture], "model_type": kind, "hidden_size": D, "intermediate_size": MLP,
              "num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "num_key_value_heads": KV_HEADS,
              "head_dim": HEAD_DIM, "vocab_size": VOCABULARY, "max_position_embeddings": 4096, "rms_norm_eps": 1e-5,
              "rope_theta": 10000.0, "hidden_act": "silu", "num_labels": 1, "id2label": {"0": "LABEL_0"},
              "pad_token_id": PAD, "bos_token_id": BOS, "eos_token_id": EOS, "torch_dtype": "float32",
              "tie_word_embeddings": False}
    config.update(extra)
    return config


def random_weights(config, generator):
    def normal(*shape, scale=0.3):
        return torch.randn(*shape, generator=generator) * scale

    kind, d, f = config["model_type"], config["hidden_size"], config["intermediate_size"]
    q, kv = config["num_attention_heads"] * config["head_dim"], config["num_key_value_heads"] * config["head_dim"]

    def norm_weight(size):
        return normal(size, scale=0.2) + (0.0 if kind == "gemma2" else 1.0)

    w = {"model.embed_tokens.weight": normal(config["vocab_size"], d)}
    attention_bias = kind == "qwen2" or config.get("attention_bias")
    for layer in range(config["num_hidden_layers"]):
        p = f"model.layers.{layer}."
        w[p + "input_layernorm.weight"] = norm_weight(d)
        for name, rows, columns in (("q_proj", q, d), ("k_proj", kv, d), ("v_proj", kv, d), ("o_proj", d, q)):
            w[p + f"self_attn.{name}.weight"] = normal(rows, columns)
            if attention_bias and not (name == "o_proj" and kind == "qwen2"):
                w[p + f"self_attn.{name}.bias"] = normal(rows)
        if kind == "qwen3":
            w[p + "self_attn.q_norm.weight"] = norm_weight(config["head_dim"])
            w[p + "self_attn.k_norm.weight"] = norm_weight(config["head_dim"])
        w[p + "post_attention_layernorm.weight"] = norm_weight(d)
        if kind == "gemma2":
            w[p + "pre_feedforward_layernorm.weight"] = norm_weight(d)
            w[p + "post_feedforward_layernorm.weight"] = norm_weight(d)
        for name, rows, columns in (("gate_proj", f, d), ("up_proj", f, d), ("down_proj", d, f)):
            w[p + f"mlp.{name}.weight"] = normal(rows, columns)
            if config.get("mlp_bias"):
                w[p + f"mlp.{name}.bias"] = normal(rows)
    w["model.norm.weight"] = norm_weight(d)
    w["score.weight"] = normal(config["num_labels"], d)
    return w


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\nended with {done.returncode}: {done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def write_model(folder, config, weights):
    os.makedirs(folder)
    with open(os.path.join(folder, "config.json"), "w") as file:
        json.dump(config, file)
    write_safetensors(os.path.join(folder, "model.safetensors"), weights)
    write_tokenizer(folder)


def write_pairs(path):
    with open(path, "w") as file:
        for pair in PAIRS:
            file.write(json.dumps(pair) + "\n")
