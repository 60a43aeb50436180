# SPDX-License-Identifier: GPL-3.0-or-later
"""What pandas, gzip and json make of exported files. Arguments: the folder of test_export_interop.cpp.
Exit code 77: pandas is not installed."""
import gzip
import json
import pathlib
import sys

try:
    import numpy as np
    import pandas as pd
except ImportError:
    sys.exit(77)

folder = pathlib.Path(sys.argv[1])


def same(a, b, where):
    assert list(a.columns) == list(b.columns), where
    assert len(a) == len(b), where
    for name in a.columns:
        for x, y in zip(a[name], b[name]):
            if isinstance(x, str) and isinstance(y, str):
                # Spreadsheets' guard against formulas is the one thing CSV adds.
                assert x == y or x == "'" + y, (where, name, x, y)
            else:
                assert (pd.isna(x) and pd.isna(y)) or x == y, (where, name, x, y)


# Shortest texts give the same doubles back, with the parser that rounds correctly.
csv = pd.read_csv(folder / "features.csv", float_precision="round_trip")
tsv = pd.read_csv(folder / "features.tsv", sep="\t", float_precision="round_trip")
lines = pd.DataFrame([json.loads(line) for line in open(folder / "features.jsonl", encoding="utf-8")])
assert len(csv) == 6
same(csv, tsv, "csv and tsv")
same(csv, lines, "csv and jsonl")
assert csv["contrast"].dtype == np.float64 and csv["dead"].dtype == np.bool_
assert csv.loc[0, "label"] == "'=refusals"
assert lines.loc[0, "label"] == "=refusals"

wide = pd.read_csv(folder / "wide.csv", float_precision="round_trip")
long = pd.read_csv(folder / "long.csv", float_precision="round_trip")
assert list(wide["step"]) == [1, 2, 3]
pivot = long.pivot(index="step", columns="metric", values="value")
for name in ("loss", "accuracy"):
    assert list(pivot[name]) == list(wide[name])

dashboard = json.load(open(folder / "np.json", encoding="utf-8"))
batch = folder / "v1" / "v1" / dashboard["model_id"] / "0-{}".format(dashboard["sae_set"])
rows = [json.loads(line) for line in gzip.open(batch / "activations" / "batch-0.jsonl.gz", "rt", encoding="utf-8")]
assert len(rows) == sum(len(f["activations"]) for f in dashboard["features"])
flat = [(str(f["feature_index"]), a) for f in dashboard["features"] for a in f["activations"]]
for row, (index, activation) in zip(rows, flat):
    assert row["index"] == index and row["tokens"] == activation["tokens"] and row["values"] == activation["values"]
    assert row["maxValue"] == max(activation["values"])

pairs = [json.loads(line) for line in open(folder / "pairs.jsonl", encoding="utf-8")]
for pair in pairs:
    # What TRL's is_conversational() looks at: lists of messages with role and content.
    for name in ("prompt", "chosen", "rejected"):
        assert isinstance(pair[name], list) and all(m["role"] and "content" in m for m in pair[name])
    assert all(m["role"] == "assistant" for m in pair["chosen"] + pair["rejected"])
table = pd.read_csv(folder / "pairs.csv", keep_default_na=False)
assert list(table["chosen"]) == [p["chosen"][0]["content"] for p in pairs]
assert list(table["id"]) == [p["id"] for p in pairs]
print("ok")
