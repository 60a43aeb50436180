#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same rewards, token ids and chat texts from Hugging Face's own libraries.

1. Every family of reference_models.py is opened by transformers and by `safer`: ids and rewards are compared.
2. transformers saves what it opened, in the layout of its own version (rope_parameters, dtype, chat_template.jinja,
   shards); `safer` has to compute the same from that folder.
3. Tokenizers of several kinds are trained by the tokenizers library; texts in many scripts are compared id by id.
4. A model that `safer train-rm` made is opened by transformers.

Usage: reference_transformers.py SAFER [--device NAME]   (exit 77: transformers is not installed, nothing was compared)
"""
import json
import os
import subprocess
import sys
import tempfile
import traceback

from tiny_models import PAIRS, random_weights, run, torch, write_model, write_pairs
from reference_models import CASES

try:
    import tokenizers
    import transformers
    from tokenizers import AddedToken, Regex, decoders, models, normalizers, pre_tokenizers, processors, trainers
    from transformers import AutoModelForSequenceClassification, PreTrainedTokenizerFast
except ImportError as error:
    print(f"{error}: nothing was compared")
    sys.exit(77)

TOLERANCE = 1e-4

TEXTS = [
    "", " ", "\n", "Hello world", "  two  spaces and\ttabs\n\n\nnew lines ", "don't you'll we've I'M 'tis", "x=3.14159; y=1,000,000",
    "ein großer Ärger über Öl und Übermut", "Crème brûlée, naïve façade", "Cre\u0301me bru\u0302le\u0301e decomposed",
    "漢字とかなの混じった文。中文句子,没有空格。", "한국어 문장입니다", "मिलते हैं कल सुबह", "مرحبا بالعالم ١٢٣", "Привет, мир! Ёлка", "ﬁnancial ﬂow ①②",
    "emoji 👩‍👩‍👧‍👦 and 🇩🇪 flags 🏳️‍🌈", "\u00a0nbsp\u2003em\u3000ideographic", "tabs\t\t\tend\t", "line\r\nline\rline", "a" * 70,
    "<s>not special?</s> <pad>", "<|begin|>text<|end|>", "  <|end|>  after", "1 22 333 4444 55555", "snake_case camelCase SCREAMING",
    "https://example.org/a?b=c&d=%20#e", "f(x) -> { return !x || y && z; } // ...", "…—–“quoted”‘single’", "\u200bzero\u200dwidth\ufeff",
]


def corpus():
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    lines = list(TEXTS) * 3
    for name in ("README.md", os.path.join("docs", "TUTORIAL.md")):
        path = os.path.join(root, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                lines += file.read().split("\n")
    return lines


LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
QWEN = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")


def byte_level(pattern, normalizer=None):
    def make():
        tokenizer = tokenizers.Tokenizer(models.BPE(ignore_merges=pattern is LLAMA3))
        if normalizer is not None:
            tokenizer.normalizer = normalizer
        if pattern is None:
            tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        else:
            tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
                [pre_tokenizers.Split(Regex(pattern), "isolated"),
                 pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
        tokenizer.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(vocab_size=900, special_tokens=["<|begin|>", "<|end|>", "<pad>"], show_progress=False,
                                      initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
        tokenizer.train_from_iterator(corpus(), trainer)
        return tokenizer
    return make


def metaspace(prepend):
    """Llama 2, Mistral and Gemma: spaces become U+2581, unknown characters bytes."""
    def make():
        tokenizer = tokenizers.Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
        steps = [normalizers.Replace(" ", "\u2581")]
        tokenizer.normalizer = normalizers.Sequence(([normalizers.Prepend("\u2581")] if prepend else []) + steps)
        trainer = trainers.BpeTrainer(vocab_size=1100, special_tokens=["<unk>", "<s>", "</s>"], show_progress=False, limit_alphabet=120)
        tokenizer.train_from_iterator(corpus(), trainer)
        # Byte tokens are ordinary entries of the vocabulary.
        spec = json.loads(tokenizer.to_str())
        size = max(spec["model"]["vocab"].values()) + 1
        for byte in range(256):
            spec["model"]["vocab"].setdefault(f"<0x{byte:02X}>", size + byte)
        return tokenizers.Tokenizer.from_str(json.dumps(spec))
    return make


TOKENIZERS = {
    "GPT-2 bytes": byte_level(None),
    "Llama 3 bytes": byte_level(LLAMA3),
    "Qwen bytes, NFC": byte_level(QWEN, normalizers.NFC()),
    "Llama 2 spaces": metaspace(True),
    "Gemma spaces": metaspace(False),
}

failures = []


def part(name, work):
    """Goes on after a failure: one run has to tell all there is to tell."""
    try:
        print(f"{name}: {work()}", flush=True)
    except Exception as error:  # noqa: BLE001
        failures.append(name)
        lines = traceback.format_exc().strip().split("\n")
        print(f"{name}: FAILED: {type(error).__name__}: {error}".replace("\n", " / ")[:900], flush=True)
        if not isinstance(error, AssertionError):
            print("    " + " / ".join(lines[-7:-1])[:600], flush=True)


def messages_of(pair, side):
    prompt = pair["prompt"]
    prompt = [{"role": "user", "content": prompt}] if isinstance(prompt, str) else prompt
    return prompt + [{"role": "assistant", "content": pair[side]}]


def ids_of(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False)
    return tokenizer(text, add_special_tokens=False)["input_ids"]


def rewards_of(safer, model, pairs, *options):
    rows = run([safer, "reward", "--model", model, "--data", pairs, "--json", *DEVICE, *options])
    return {(row["id"], side): row[side] for row in rows if "chosen" in row for side in ("chosen", "rejected")}


DEVICE = []


def compare_family(safer, folder, pairs, name, config, label):
    generator = torch.Generator().manual_seed(sum(map(ord, name)))
    model = os.path.join(folder, name.replace(" ", "-"))
    write_model(model, config, random_weights(config, generator))
    theirs = AutoModelForSequenceClassification.from_pretrained(model, dtype=torch.float64, attn_implementation="eager")
    theirs.eval()
    tokenizer = PreTrainedTokenizerFast.from_pretrained(model)
    chosen_label = ["--label", config["id2label"][str(label)]] if config["num_labels"] > 1 else []
    ours = rewards_of(safer, model, pairs, *chosen_label)
    ids = {r["id"]: r for r in run([safer, "tokenize", "--model", model, "--data", pairs, "--json"]) if "id" in r}
    worst = 0.0
    for pair in PAIRS:
        for side in ("chosen", "rejected"):
            wanted = ids_of(tokenizer, messages_of(pair, side))
            assert ids[pair["id"]][side + "_ids"] == wanted, f"ids of {pair['id']} {side} differ"
            with torch.no_grad():
                logits = theirs(input_ids=torch.tensor([wanted])).logits[0]
            worst = max(worst, abs(float(logits[label]) - ours[pair["id"], side]))
    assert worst <= TOLERANCE, f"largest difference {worst:.2e}"
    # What this version of transformers writes.
    saved = os.path.join(folder, name.replace(" ", "-") + "-saved")
    theirs.float().save_pretrained(saved, max_shard_size="100KB")
    tokenizer.save_pretrained(saved)
    again = rewards_of(safer, saved, pairs, *chosen_label)
    moved = max(abs(again[key] - ours[key]) for key in ours)
    assert moved <= 1e-6, f"saved by transformers: differs by {moved:.2e}"
    return f"largest difference {worst:.2e}; saved by transformers ({len(os.listdir(saved))} files): {moved:.1e}"


def compare_tokenizer(safer, folder, name, make):
    path = os.path.join(folder, name.replace(" ", "-") + ".json")
    tokenizer = make()
    tokenizer.save(path)
    texts = TEXTS + [line for line in corpus() if line][:400]
    with open(path + ".texts", "w", encoding="utf-8") as file:
        json.dump(texts, file)
    rows = run([safer, "tokenize", "--model", path, "--texts", path + ".texts", "--json"])
    rows = [row["ids"] for row in rows if "ids" in row]
    assert len(rows) == len(texts), f"{len(rows)} answers for {len(texts)} texts"
    different = [i for i, text in enumerate(texts) if tokenizer.encode(text, add_special_tokens=False).ids != rows[i]]
    assert not different, (f"{len(different)} of {len(texts)} texts differ, first {texts[different[0]]!r}: "
                           f"{tokenizer.encode(texts[different[0]], add_special_tokens=False).ids} against {rows[different[0]]}")
    return f"{len(texts)} texts, {sum(map(len, rows))} ids, all the same"


def compare_trained(safer, folder, pairs):
    model = os.path.join(folder, "trained")
    subprocess.run([safer, "train-rm", "--data", pairs, "--output", model, "--hidden", "32", "--heads", "4", "--kv-heads", "2",
                    "--intermediate", "64", "--layers", "2", "--vocabulary", "300", "--epochs", "1", "--batch-pairs", "2",
                    "--validation-fraction", "0.3", "--quiet", *DEVICE], check=True, capture_output=True)
    theirs = AutoModelForSequenceClassification.from_pretrained(model, dtype=torch.float64, attn_implementation="eager").eval()
    tokenizer = PreTrainedTokenizerFast.from_pretrained(model)
    ours = rewards_of(safer, model, pairs)
    worst = 0.0
    for pair in PAIRS:
        for side in ("chosen", "rejected"):
            with torch.no_grad():
                logits = theirs(input_ids=torch.tensor([ids_of(tokenizer, messages_of(pair, side))])).logits
            worst = max(worst, abs(float(logits[0, 0]) - ours[pair["id"], side]))
    assert worst <= TOLERANCE, f"largest difference {worst:.2e}"
    return f"largest difference {worst:.2e}"


def main():
    safer = sys.argv[1]
    if "--device" in sys.argv:
        DEVICE.extend(["--device", sys.argv[sys.argv.index("--device") + 1]])
    transformers.utils.logging.disable_progress_bar()
    print(f"transformers {transformers.__version__}, tokenizers {tokenizers.__version__}, torch {torch.__version__}")
    with tempfile.TemporaryDirectory() as folder:
        pairs = os.path.join(folder, "pairs.jsonl")
        write_pairs(pairs)
        for name, (config, label) in CASES.items():
            part(name, lambda: compare_family(safer, folder, pairs, name, config, label))
        for name, make in TOKENIZERS.items():
            part("tokenizer, " + name, lambda: compare_tokenizer(safer, folder, name, make))
        part("trained by safer", lambda: compare_trained(safer, folder, pairs))
    if failures:
        raise SystemExit("differ or failed: " + ", ".join(failures))


if __name__ == "__main__":
    main()
