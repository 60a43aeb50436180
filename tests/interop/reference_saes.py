#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Features of every SAE layout, computed a second time.

Writes tiny random SAEs the way their own libraries do (torch.save, numpy.savez, safetensors), asks `safer encode` for
the features of every token, and compares them with the encoders' published definitions in float64, on residual streams
of tiny_models.py.

Usage: reference_saes.py SAFER    (exit 77: this Python has no torch, so nothing was compared)
"""
import json
import math
import os
import sys
import tempfile
from collections import OrderedDict

from tiny_models import D, base_config, random_weights, residual_streams, run, torch, write_model, write_pairs
from tiny_models import write_safetensors

try:
    import numpy
except ImportError:
    numpy = None

LATENTS, K, LAYER = 96, 5, 2
TOLERANCE = 1e-3
UNSURE = 2e-4  # a latent this close to the border of being active may fall on either side in float32


def random_sae(generator):
    def normal(*shape, scale):
        return torch.randn(*shape, generator=generator) * scale

    return {"enc": normal(LATENTS, D, scale=0.4), "b_enc": normal(LATENTS, scale=0.3),
            "dec": normal(LATENTS, D, scale=0.3), "b_dec": normal(D, scale=0.3),
            "threshold": normal(LATENTS, scale=0.3).abs() + 0.2, "r_mag": normal(LATENTS, scale=0.3),
            "b_mag": normal(LATENTS, scale=0.3)}


# --- encoders: h [n, d] float64 -> (values [n, M], distance of each latent from the border of being active) -------------
def top_k(pre, k):
    """The k largest, of them the positive ones."""
    ordered = pre.sort(-1, descending=True).values
    least, next_one = ordered[:, k - 1:k], ordered[:, k:k + 1]
    border = torch.maximum((least + next_one) / 2, torch.zeros_like(least))
    kept = (pre >= least) & (pre > 0)
    return torch.where(kept, pre, torch.zeros_like(pre)), (pre - border).abs()


def jump(pre, threshold):
    border = torch.maximum(threshold, torch.zeros_like(threshold))
    return torch.where(pre > border, pre, torch.zeros_like(pre)), (pre - border).abs()


def gated(raw, gate_bias, r_mag, b_mag):
    gate, magnitude = raw + gate_bias, r_mag.exp() * raw + b_mag
    active = (gate > 0) & (magnitude > 0)
    return torch.where(active, magnitude, torch.zeros_like(raw)), torch.minimum(gate.abs(), magnitude.abs())


def standardised(h, epsilon):
    centred = h - h.mean(-1, keepdim=True)
    return centred / (centred.std(-1, keepdim=True) + epsilon)


# --- layouts: (write(folder, sae) -> arguments, encode(h, sae)) --------------------------------------------------------
def dump(folder, name, value):
    with open(os.path.join(folder, name), "w") as file:
        json.dump(value, file)


def write_safer(folder, s):
    path = os.path.join(folder, "stage2.pt")
    torch.save(OrderedDict([("pre_bias", s["b_dec"]), ("latent_bias", s["b_enc"]), ("encoder.weight", s["enc"]),
                            ("decoder.weight", s["dec"].T.contiguous())]), path)
    return path, ["--k", str(K)]


def write_sparsify(folder, s):
    dump(folder, "cfg.json", {"activation": "topk", "expansion_factor": LATENTS // D, "normalize_decoder": True,
                              "num_latents": 0, "k": K, "multi_topk": False, "skip_connection": False,
                              "transcode": False, "d_in": D})
    write_safetensors(os.path.join(folder, "sae.safetensors"), {
        "encoder.weight": s["enc"], "encoder.bias": s["b_enc"], "W_dec": s["dec"], "b_dec": s["b_dec"]})
    return folder, []


def saelens(architecture, cfg=None, flat=False):
    def write(folder, s):
        meta = {"hook_name": f"blocks.{LAYER - 1}.hook_resid_post", "model_name": "tiny"}
        config = {"d_in": D, "d_sae": LATENTS, "dtype": "float32", "apply_b_dec_to_input": True,
                  "normalize_activations": "none"}
        if flat:  # before version 6
            config.update({"architecture": "standard", "hook_layer": LAYER - 1, "finetuning_scaling_factor": False,
                           **meta, **(cfg or {})})
        else:
            config.update({"architecture": architecture, "metadata": meta, **(cfg or {})})
        dump(folder, "cfg.json", config)
        tensors = {"W_enc": s["enc"].T.contiguous(), "W_dec": s["dec"], "b_dec": s["b_dec"]}
        if architecture == "gated":
            tensors.update({"b_gate": s["b_enc"], "r_mag": s["r_mag"], "b_mag": s["b_mag"]})
        else:
            tensors["b_enc"] = s["b_enc"]
        if architecture == "jumprelu":
            tensors["threshold"] = s["threshold"]
        write_safetensors(os.path.join(folder, "sae_weights.safetensors"), tensors)
        return folder, []

    def encode(h, s):
        options = cfg or {}
        norm = options.get("normalize_activations", "none")
        x = h
        if norm == "layer_norm":
            x = standardised(h, 1e-5)
        elif norm == "constant_norm_rescale":
            x = h * math.sqrt(D) / h.norm(dim=-1, keepdim=True)
        if options.get("apply_b_dec_to_input", True):
            x = x - s["b_dec"]
        raw = x @ s["enc"].T
        if architecture == "gated":
            return gated(raw, s["b_enc"], s["r_mag"], s["b_mag"])
        pre = raw + s["b_enc"]
        if options.get("rescale_acts_by_decoder_norm"):
            pre = pre * s["dec"].norm(dim=-1)
        if architecture == "topk":
            return top_k(pre, K)
        return jump(pre, s["threshold"] if architecture == "jumprelu" else torch.zeros_like(s["b_enc"]))

    return write, encode


def dictionary(kind):
    def write(folder, s):
        linear = {"encoder.weight": s["enc"], "decoder.weight": s["dec"].T.contiguous()}
        state = {
            "AutoEncoderTopK": {**linear, "encoder.bias": s["b_enc"], "b_dec": s["b_dec"], "k": torch.tensor(K),
                                "threshold": torch.tensor(-1.0)},
            "BatchTopKSAE": {**linear, "encoder.bias": s["b_enc"], "b_dec": s["b_dec"], "k": torch.tensor(K),
                             "threshold": torch.tensor(0.7)},
            "AutoEncoder": {**linear, "encoder.bias": s["b_enc"], "bias": s["b_dec"]},
            "GatedAutoEncoder": {**linear, "decoder_bias": s["b_dec"], "gate_bias": s["b_enc"],
                                 "mag_bias": s["b_mag"], "r_mag": s["r_mag"]},
            "JumpReluAutoEncoder": {"W_enc": s["enc"].T.contiguous(), "b_enc": s["b_enc"], "W_dec": s["dec"],
                                    "b_dec": s["b_dec"], "threshold": s["threshold"]},
        }[kind]
        torch.save(OrderedDict(state), os.path.join(folder, "ae.pt"))
        dump(folder, "config.json", {"trainer": {
            "dict_class": kind, "activation_dim": D, "dict_size": LATENTS, "k": K, "layer": LAYER - 1,
            "lm_name": "tiny", "submodule_name": f"resid_post_layer_{LAYER - 1}"}, "buffer": {"d_submodule": D}})
        return folder, []

    def encode(h, s):
        if kind == "JumpReluAutoEncoder":
            return jump(h @ s["enc"].T + s["b_enc"], s["threshold"])
        raw = (h - s["b_dec"]) @ s["enc"].T
        if kind == "GatedAutoEncoder":
            return gated(raw, s["b_enc"], s["r_mag"], s["b_mag"])
        pre = raw + s["b_enc"]
        if kind == "AutoEncoderTopK":
            return top_k(pre, K)
        if kind == "AutoEncoder":  # its from_pretrained() gives every decoder direction norm 1, and the encoder the rest
            pre = pre * s["dec"].norm(dim=-1)
        return jump(pre, torch.full_like(s["b_enc"], 0.7 if kind == "BatchTopKSAE" else 0.0))

    return write, encode


def write_openai(folder, s):
    path = os.path.join(folder, "autoencoder.pt")
    torch.save(OrderedDict([("pre_bias", s["b_dec"]), ("latent_bias", s["b_enc"]), ("encoder.weight", s["enc"]),
                            ("decoder.weight", s["dec"].T.contiguous()), ("activation", "TopK"),
                            ("activation_state_dict", OrderedDict([("k", K), ("postact_fn", "ReLU")]))]), path)
    return path, []


def write_gemma_scope(folder, s):
    inside = os.path.join(folder, f"layer_{LAYER - 1}", "width_96", "average_l0_11")
    os.makedirs(inside)
    numpy.savez(os.path.join(inside, "params.npz"), W_enc=s["enc"].T.contiguous().numpy(), b_enc=s["b_enc"].numpy(),
                W_dec=s["dec"].numpy(), b_dec=s["b_dec"].numpy(), threshold=s["threshold"].numpy())
    return inside, []


CASES = {
    "safer": (write_safer, lambda h, s: top_k((standardised(h, 1e-6) - s["b_dec"]) @ s["enc"].T + s["b_enc"], K)),
    "sparsify": (write_sparsify, lambda h, s: top_k((h - s["b_dec"]) @ s["enc"].T + s["b_enc"], K)),
    "saelens standard": saelens("standard", {"apply_b_dec_to_input": False}),
    "saelens topk": saelens("topk", {"k": K, "rescale_acts_by_decoder_norm": False}),
    "saelens topk rescaled": saelens("topk", {"k": K, "rescale_acts_by_decoder_norm": True}),
    "saelens topk layer_norm": saelens("topk", {"k": K, "normalize_activations": "layer_norm"}),
    "saelens jumprelu": saelens("jumprelu"),
    "saelens jumprelu constant norm": saelens("jumprelu", {"normalize_activations": "constant_norm_rescale"}),
    "saelens gated": saelens("gated"),
    "saelens flat topk": saelens("topk", {"activation_fn_str": "topk", "activation_fn_kwargs": {"k": K}}, flat=True),
    "saelens flat relu": saelens("standard", {"activation_fn_str": "relu", "apply_b_dec_to_input": True}, flat=True),
    "dictionary_learning top-k": dictionary("AutoEncoderTopK"),
    "dictionary_learning batch top-k": dictionary("BatchTopKSAE"),
    "dictionary_learning standard": dictionary("AutoEncoder"),
    "dictionary_learning gated": dictionary("GatedAutoEncoder"),
    "dictionary_learning jumprelu": dictionary("JumpReluAutoEncoder"),
    "openai": (write_openai, lambda h, s: top_k((standardised(h, 1e-5) - s["b_dec"]) @ s["enc"].T + s["b_enc"], K)),
}
if numpy is not None:
    CASES["gemma scope"] = (write_gemma_scope, lambda h, s: jump(h @ s["enc"].T + s["b_enc"], s["threshold"]))


def compare(name, tokens, expected, margins):
    """Latents that are wrong, beyond what float32 may decide either way."""
    wrong = 0
    for token, row, margin in zip(tokens, expected, margins):
        found = {index: value for index, value in token["features"]}
        if [v for _, v in token["features"]] != sorted((v for _, v in token["features"]), reverse=True):
            print(f"{name}: the features of a token are not in descending order")
            wrong += 1
        wanted = {i: float(v) for i, v in enumerate(row) if v > 0}
        for index in set(found) | set(wanted):
            if index in found and index in wanted:
                wrong += abs(found[index] - wanted[index]) > TOLERANCE
            else:
                wrong += float(margin[index]) > UNSURE
    return wrong


def check(safer, name, folder, model, pairs, streams):
    write, encode = CASES[name]
    sae = random_sae(torch.Generator().manual_seed(sum(map(ord, name))))
    inside = os.path.join(folder, name.replace(" ", "-"))
    os.makedirs(inside)
    path, extra = write(inside, sae)
    rows = run([safer, "encode", "--model", model, "--sae", path, "--layer", str(LAYER), "--data", pairs, "--json",
                *extra])
    wide = {key: value.double() for key, value in sae.items()}
    wrong = active = 0
    for row in rows:
        h = streams[row["id"], row["side"]]
        values, margins = encode(h, wide)
        assert len(row["tokens"]) == h.shape[0], f"{name}: {len(row['tokens'])} tokens instead of {h.shape[0]}"
        active += int((values > 0).sum())
        wrong += compare(name, row["tokens"], values, margins)
    print(f"{name}: {active} active latents, {wrong} wrong")
    return wrong == 0 and active > 0 and len(rows) == len(streams)


def main():
    safer = sys.argv[1]
    config = base_config("llama", "LlamaForSequenceClassification")
    weights = random_weights(config, torch.Generator().manual_seed(7))
    with tempfile.TemporaryDirectory() as folder:
        model, pairs = os.path.join(folder, "model"), os.path.join(folder, "pairs.jsonl")
        write_model(model, config, weights)
        write_pairs(pairs)
        wide = {key: value.double() for key, value in weights.items()}
        streams = {}
        for row in run([safer, "tokenize", "--model", model, "--data", pairs, "--json"]):
            for side in ("chosen", "rejected"):
                ids = torch.tensor(row[side + "_ids"])
                streams[row["id"], side] = residual_streams(config, wide, ids)[LAYER]
        failed = [name for name in CASES if not check(safer, name, folder, model, pairs, streams)]
    if failed:
        raise SystemExit("not the same features: " + ", ".join(failed))


if __name__ == "__main__":
    main()
