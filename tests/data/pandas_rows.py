# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the rows of a .jsonl or .csv file as pandas sees them, one JSON object a line; exits with 77 without pandas."""
import json
import sys

try:
    import pandas
except ImportError:
    sys.exit(77)

path = sys.argv[1]
if path.endswith(".csv"):
    # keep_default_na: an answer may be the word "NA" or nothing at all
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
else:
    frame = pandas.read_json(path, lines=True, dtype=False, convert_dates=False)
for row in frame.to_dict(orient="records"):
    print(json.dumps(row))
