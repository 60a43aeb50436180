#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fetches what reads exported TensorBoard files independently of us, from npm, into a cache folder outside the sources.
# Never committed. Quiet, safe to run again, and always exits 0: without it that test skips and says so.
set -u

cache=${SAFERSCOPE_EVENT_READERS:-${XDG_CACHE_HOME:-$HOME/.cache}/saferscope/event-readers}

say() { echo "fetch-event-readers: $*" >&2; }

[ -d "$cache/node_modules/protobufjs" ] && [ -d "$cache/node_modules/@aws-crypto/crc32c" ] && exit 0
command -v npm >/dev/null 2>&1 || { say "npm is not installed; the test of event files by another reader will skip"; exit 0; }
mkdir -p "${cache%/*}" 2>/dev/null || { say "cannot write ${cache%/*}"; exit 0; }
scratch=$(mktemp -d "${cache%/*}/.fetch-XXXXXX") || exit 0
trap 'rm -rf "$scratch"' EXIT
trap 'exit 0' HUP INT TERM

limit=
command -v timeout >/dev/null 2>&1 && limit="timeout 300"

# shellcheck disable=SC2086 # $limit is a command with its argument
if ! $limit npm install --prefix "$scratch" --silent --ignore-scripts --no-save protobufjs@7.4.0 @aws-crypto/crc32c@5.2.0 \
    >/dev/null 2>&1; then
    say "cannot fetch protobufjs; the test of event files by another reader will skip"
    exit 0
fi
# Moved at once, so an interrupted run leaves no half a folder behind.
rm -rf "${cache:?}"
mv "$scratch" "$cache"
exit 0
