# SPDX-License-Identifier: GPL-3.0-or-later
"""The other side of test_sae_import_interop.cpp: sae_import_interop.py FOLDER.

Writes SAEs the way their libraries do, with torch's and NumPy's own writers: strided weights, nested state dicts, half
precision. Beside each lies expected.npz: activations h, what the library's class computes of them (codes, rebuilt)."""
import json
import os
import sys
from collections import OrderedDict

import numpy as np
import torch
from torch import nn

D, M, K, N = 16, 48, 6, 20
root = sys.argv[1]
torch.manual_seed(5)
h = torch.randn(N, D) * 1.5 + 0.3


def keep(name, z, rebuilt):
    np.savez(os.path.join(root, name, "expected.npz"), h=h.numpy(), codes=z.float().numpy(),
             rebuilt=rebuilt.float().numpy())


def folder(name):
    path = os.path.join(root, name)
    os.makedirs(path)
    return path


def top_k(x, k):
    best = x.topk(k, dim=-1)
    return torch.zeros_like(x).scatter_(-1, best.indices, best.values)


class Dictionary(nn.Module):
    """AutoEncoderTopK / BatchTopKSAE: the decoder's weight is a transposed view, as their constructors leave it."""

    def __init__(self):
        super().__init__()
        self.register_buffer("k", torch.tensor(K, dtype=torch.int))
        self.register_buffer("threshold", torch.tensor(0.8))
        self.decoder = nn.Linear(M, D, bias=False)
        self.encoder = nn.Linear(D, M)
        self.decoder.weight.data = self.encoder.weight.data.clone().T
        self.decoder.weight.data /= self.decoder.weight.data.norm(dim=0, keepdim=True)
        self.encoder.bias.data = torch.randn(M) * 0.2
        self.b_dec = nn.Parameter(torch.randn(D) * 0.3)


with torch.no_grad():
    for name in ("AutoEncoderTopK", "BatchTopKSAE"):
        ae = Dictionary()
        path = folder(name)
        torch.save(ae.state_dict(), os.path.join(path, "ae.pt"))
        with open(os.path.join(path, "config.json"), "w") as file:
            json.dump({"trainer": {"dict_class": name, "activation_dim": D, "dict_size": M, "k": K, "layer": 2,
                                   "lm_name": "tiny", "submodule_name": None}, "buffer": {"io": "out"}}, file)
        post = torch.relu(ae.encoder(h - ae.b_dec))
        z = top_k(post, K) if name == "AutoEncoderTopK" else post * (post > ae.threshold)
        keep(name, z, ae.decoder(z) + ae.b_dec)

    # openai/sparse_autoencoder: Autoencoder.state_dict() puts the activation's name and its own state beside the weights.
    weights = OrderedDict(pre_bias=torch.randn(D) * 0.3, latent_bias=torch.randn(M) * 0.2)
    weights["stats_last_nonzero"] = torch.zeros(M, dtype=torch.long)
    weights["latents_activation_frequency"] = torch.ones(M)
    weights["latents_mean_square"] = torch.zeros(M)
    weights["encoder.weight"] = torch.randn(M, D) * 0.4
    weights["decoder.weight"] = (torch.randn(M, D) * 0.4).T
    state = OrderedDict(weights)
    state["activation.k"] = K
    state["activation.postact_fn"] = "ReLU"
    state["activation"] = "TopK"
    state["activation_state_dict"] = OrderedDict(k=K, postact_fn="ReLU")
    torch.save(state, os.path.join(folder("openai"), "autoencoder.pt"))
    mu = h.mean(dim=-1, keepdim=True)
    std = (h - mu).std(dim=-1, keepdim=True)
    x = (h - mu) / (std + 1e-5)
    z = torch.relu(top_k(nn.functional.linear(x - weights["pre_bias"], weights["encoder.weight"],
                                              weights["latent_bias"]), K))
    keep("openai", z, (nn.functional.linear(z, weights["decoder.weight"]) + weights["pre_bias"]) * std + mu)

    # SAFER: an OrderedDict of four parameters, here in bfloat16.
    names = ("pre_bias", "latent_bias", "encoder.weight", "decoder.weight")
    half = OrderedDict((name, nn.Parameter(weights[name].to(torch.bfloat16))) for name in names)
    torch.save(half, os.path.join(folder("safer"), "stage2.pt"))
    x = (h - mu) / (std + 1e-6)
    w = {name: half[name].detach().float() for name in names}
    z = top_k(nn.functional.linear(x - w["pre_bias"], w["encoder.weight"], w["latent_bias"]), K)
    keep("safer", z, (nn.functional.linear(z, w["decoder.weight"]) + w["pre_bias"]) * (std + 1e-6) + mu)

    # Gemma Scope: arrays of NumPy, one of them in Fortran's order.
    w_enc = np.asfortranarray((torch.randn(D, M) * 0.4).numpy())
    w_dec = (torch.randn(M, D) * 0.4).numpy()
    b_enc, b_dec = (torch.randn(M) * 0.2).numpy(), (torch.randn(D) * 0.3).numpy()
    threshold = np.full(M, 0.6, dtype=np.float64)
    np.savez(os.path.join(folder("gemma"), "params.npz"), W_dec=w_dec, W_enc=w_enc, b_dec=b_dec, b_enc=b_enc,
             threshold=threshold)
    pre = h @ torch.tensor(np.ascontiguousarray(w_enc)) + torch.tensor(b_enc)
    z = torch.relu(pre) * (pre > 0.6)
    keep("gemma", z, z @ torch.tensor(w_dec) + torch.tensor(b_dec))
