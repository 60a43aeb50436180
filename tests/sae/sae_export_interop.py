# SPDX-License-Identifier: GPL-3.0-or-later
"""The other side of test_sae_export_interop.cpp: sae_export_interop.py FOLDER.

Reads the SAEs that were exported there and computes codes and reconstructions in float64 from the definitions of each
library's own class (SAELens, sparsify, dictionary_learning, openai/sparse_autoencoder, Gemma Scope's tutorial, SAFER's
paper). FOLDER/expected.npz has the activations
and what we make of them with each SAE."""
import json
import os
import struct
import sys

import numpy as np
import torch


def need(condition, what):
    if not condition:
        print("sae_export_interop.py:", what)
        sys.exit(1)


def safetensors(path):
    data = open(path, "rb").read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        need(entry["dtype"] == "F32", path + ": " + name + " is not float32")
        begin, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(data[8 + length + begin:8 + length + end], "<f4").reshape(entry["shape"]).astype(
            np.float64)
    return tensors


def relu(x):
    return np.maximum(x, 0)


def top_k(p, k, after=relu):
    z = np.zeros_like(p)
    rows = np.arange(p.shape[0])[:, None]
    chosen = np.argsort(-p, axis=1, kind="stable")[:, :k]
    z[rows, chosen] = after(p[rows, chosen])
    return z


def standardised(h, epsilon):
    mean = h.mean(1, keepdims=True)
    std = h.std(1, ddof=1, keepdims=True)
    return (h - mean) / (std + epsilon), mean, std


def sparsify(folder, h):
    cfg = json.load(open(folder + "/cfg.json"))
    w = safetensors(folder + "/sae.safetensors")
    need(not cfg["transcode"] and not cfg["skip_connection"] and cfg["activation"] == "topk", "sparsify's options")
    need(w["encoder.weight"].shape == (cfg["num_latents"], cfg["d_in"]), "sparsify's shapes")
    z = top_k(relu((h - w["b_dec"]) @ w["encoder.weight"].T + w["encoder.bias"]), cfg["k"])
    return z, z @ w["W_dec"] + w["b_dec"]


def saelens(folder, h):
    cfg = json.load(open(folder + "/cfg.json"))
    w = safetensors(folder + "/sae_weights.safetensors")
    need(w["W_enc"].shape == (cfg["d_in"], cfg["d_sae"]), "SAELens' shapes")
    need(cfg["metadata"]["sae_lens_version"].split(".")[0] == "6", "SAELens' version")
    kind = cfg["normalize_activations"]
    mean, scale, x = 0.0, 1.0, h
    if kind == "layer_norm":
        x, mean, scale = standardised(h, 1e-5)
    elif kind == "constant_norm_rescale":
        scale = np.linalg.norm(h, axis=1, keepdims=True) / np.sqrt(cfg["d_in"])
        x = h / scale
    else:
        need(kind == "none", "SAELens' normalisation")
    x = x - w["b_dec"] * cfg["apply_b_dec_to_input"]
    architecture = cfg["architecture"]
    if architecture == "gated":
        gate = x @ w["W_enc"] + w["b_gate"] > 0
        z = gate * relu(x @ (w["W_enc"] * np.exp(w["r_mag"])) + w["b_mag"])
    else:
        p = x @ w["W_enc"] + w["b_enc"]
        if architecture == "topk":
            need(not cfg["rescale_acts_by_decoder_norm"], "SAELens' rescaling")
            z = top_k(p, cfg["k"])
        elif architecture == "jumprelu":
            z = relu(p) * (p > w["threshold"])
        else:
            need(architecture == "standard", "SAELens' architecture")
            z = relu(p)
    return z, (z @ w["W_dec"] + w["b_dec"]) * scale + mean


def dictionary_learning(folder, h):
    trainer = json.load(open(folder + "/config.json"))["trainer"]
    w = {name: value.double().numpy() for name, value in torch.load(folder + "/ae.pt", weights_only=True).items()}
    name = trainer["dict_class"]
    if name == "AutoEncoderTopK":
        need(int(w["k"]) == trainer["k"], "dictionary_learning's k")
        z = top_k(relu((h - w["b_dec"]) @ w["encoder.weight"].T + w["encoder.bias"]), trainer["k"])
        return z, z @ w["decoder.weight"].T + w["b_dec"]
    if name == "AutoEncoder":
        norms = np.linalg.norm(w["decoder.weight"], axis=0)
        need(np.allclose(norms, 1), "directions of an AutoEncoder")
        z = relu((h - w["bias"]) @ w["encoder.weight"].T + w["encoder.bias"])
        return z, z @ w["decoder.weight"].T + w["bias"]
    if name == "AutoEncoderNew":
        z = relu(h @ w["encoder.weight"].T + w["encoder.bias"])
        return z, z @ w["decoder.weight"].T + w["decoder.bias"]
    if name == "JumpReluAutoEncoder":
        p = h @ w["W_enc"] + w["b_enc"]
        z = relu(p * (p > w["threshold"]))
        return z, z @ w["W_dec"] + w["b_dec"]
    need(name == "GatedAutoEncoder", "dictionary_learning's class")
    x = (h - w["decoder_bias"]) @ w["encoder.weight"].T
    z = (x + w["gate_bias"] > 0) * relu(np.exp(w["r_mag"]) * x + w["mag_bias"])
    return z, z @ w["decoder.weight"].T + w["decoder_bias"]


class OpenAiAutoencoder(torch.nn.Module):
    """The tensors the class has, so that a strict load_state_dict() tells what is missing or too much."""

    def __init__(self, latents, inputs):
        super().__init__()
        self.pre_bias = torch.nn.Parameter(torch.zeros(inputs))
        self.encoder = torch.nn.Linear(inputs, latents, bias=False)
        self.latent_bias = torch.nn.Parameter(torch.zeros(latents))
        self.decoder = torch.nn.Linear(latents, inputs, bias=False)
        self.register_buffer("stats_last_nonzero", torch.zeros(latents, dtype=torch.long))
        self.register_buffer("latents_activation_frequency", torch.ones(latents))
        self.register_buffer("latents_mean_square", torch.zeros(latents))


def openai(folder, h):
    state = torch.load(folder + "/autoencoder.pt", weights_only=True)
    latents, inputs = state["encoder.weight"].shape
    activation = state.pop("activation")
    activation_state = state.pop("activation_state_dict")
    OpenAiAutoencoder(latents, inputs).load_state_dict(state, strict=True)
    w = {name: value.double().numpy() for name, value in state.items()}
    mean, scale, x = 0.0, 1.0, h
    if activation == "TopK":
        x, mean, scale = standardised(h, 1e-5)
    p = (x - w["pre_bias"]) @ w["encoder.weight"].T + w["latent_bias"]
    if activation == "TopK":
        after = {"ReLU": relu, "Identity": lambda values: values}[activation_state["postact_fn"]]
        z = top_k(p, activation_state["k"], after)
    else:
        need(activation == "ReLU" and activation_state == {}, "OpenAI's activation")
        z = relu(p)
    return z, (z @ w["decoder.weight"].T + w["pre_bias"]) * scale + mean


def safer(folder, h):
    w = {name: value.double().numpy() for name, value in torch.load(folder + "/stage2.pt", weights_only=True).items()}
    x, mean, std = standardised(h, 1e-6)
    z = top_k((x - w["pre_bias"]) @ w["encoder.weight"].T + w["latent_bias"], 6, lambda values: values)
    return z, (z @ w["decoder.weight"].T + w["pre_bias"]) * (std + 1e-6) + mean


def gemma_scope(folder, h):
    with np.load(folder + "/params.npz", allow_pickle=False) as file:
        w = {name: file[name].astype(np.float64) for name in file.files}
    need(sorted(w) == ["W_dec", "W_enc", "b_dec", "b_enc", "threshold"], "Gemma Scope's arrays")
    p = h @ w["W_enc"] + w["b_enc"]
    z = (p > w["threshold"]) * relu(p)
    return z, z @ w["W_dec"] + w["b_dec"]


READERS = {"sparsify": sparsify, "saelens": saelens, "dictionary-learning": dictionary_learning, "openai": openai,
           "safer": safer, "gemma-scope": gemma_scope}


def main(root):
    with np.load(root + "/expected.npz", allow_pickle=False) as file:
        expected = {name: file[name].astype(np.float64) for name in file.files}
    h = expected.pop("h")
    checked = 0
    for name in sorted(os.listdir(root)):
        if not os.path.isdir(root + "/" + name):
            continue
        form, layout = name.split("@")
        codes, rebuilt = READERS[layout](root + "/" + name, h)
        # Readers that standardise with another epsilon than ours differ by its share of std (about 2 here), and those
        # that drop negative latents rebuild tokens with fewer than k positive ones otherwise.
        own = form.startswith("own") and layout != "safer"
        wanted = expected[form + ".codes"]
        error = np.abs(relu(codes) - wanted).max()
        need(error < (1e-4 if own else 1e-5), "%s: codes differ by %g" % (name, error))
        need(((codes > 0) == (wanted > 0)).all(), name + ": other latents are active")
        full = (wanted > 0).sum(1) >= (6 if form.startswith("own") and layout == "saelens" else 0)
        need(full.any(), name + ": no token is left to compare")
        error = np.abs(rebuilt - expected[form + ".rebuilt"])[full].max()
        need(error < (1e-3 if own else 1e-4), "%s: reconstructions differ by %g" % (name, error))
        checked += 1
    need(checked >= 25, "only %d exports were there" % checked)


main(sys.argv[1])
