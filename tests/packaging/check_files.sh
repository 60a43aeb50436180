#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Desktop entry, metainfo, types, manual pages and completions agree with the programs and with each other.
# Usage: check_files.sh SOURCES BUILD VERSION, with SAFER_PROGRAM and, where the window is built, SAFERSCOPE_PROGRAM set.
set -uo pipefail
sources=$1 build=$2 version=$3
made=$build/packaging
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0
wrong() { echo "FAIL: $1"; failures=$((failures + 1)); }
same() { [ "$2" = "$3" ] || { wrong "$1"; diff <(echo "$2") <(echo "$3") | head -10; }; }
have() { command -v "$1" >/dev/null || { echo "skipped: $1 is not installed"; return 1; }; }
# what_help_lists SECTION < help: the first words of its lines.
what_help_lists() { awk -v section="$1" '$0 == section ":" || $0 == toupper(section) ":" {on = 1; next} /^[^ ]/ {on = 0} on && /^  [a-z]/ {print $1}'; }

# --- commands: one manual page each, and each in every completion
"$SAFER_PROGRAM" manual "$scratch/man" || wrong "safer manual fails"
commands=$("$SAFER_PROGRAM" --help | what_help_lists Subcommands | sort)
[ "$(echo "$commands" | wc -l)" -gt 30 ] || wrong "safer --help lists too few commands: $commands"
same "manual pages are not those of the commands" "$( (echo safer; echo "$commands" | sed 's/^/safer-/') | sort)" \
  "$(cd "$scratch/man" && ls | sed 's/\.1$//' | sort)"
for page in "$scratch"/man/*.1; do
  grep -q "Saferscope $version" "$page" || wrong "$(basename "$page") does not name version $version"
done
if have man; then
  for page in "$scratch"/man/*.1; do
    said=$(man --warnings -l "$page" 2>&1 >/dev/null) && [ -z "$said" ] || wrong "$(basename "$page"): $said"
  done
  grep -q 'safer jobs resume' <(man -l "$scratch/man/safer-jobs.1" 2>/dev/null | tr -d '\b') || wrong "safer-jobs.1 lacks a sub-command"
fi
grep -q -- 'latents' "$scratch/man/safer-train-sae.1" || wrong "safer-train-sae.1 lacks an option"
if have mandoc; then
  # A page has no date, so that the same sources give the same bytes.
  said=$(mandoc -T lint -W warning "$scratch"/man/*.1 | grep -v 'missing date')
  [ -z "$said" ] || wrong "mandoc: $(echo "$said" | head -5)"
fi

for shell in bash zsh fish; do
  "$SAFER_PROGRAM" completion "$shell" >"$scratch/$shell" || wrong "safer completion $shell fails"
  for command in $commands; do
    grep -qw -- "$command" "$scratch/$shell" || wrong "$command is not in the completion of $shell"
  done
  have "$shell" && { "$shell" -n "$scratch/$shell" || wrong "$shell does not read its completion"; }
done
# complete WORD...: what bash offers for the last one.
complete_words() {
  bash -c '. "$1"; shift; COMP_WORDS=(safer "$@") COMP_CWORD=$#; _safer; echo "${COMPREPLY[*]}"' _ "$scratch/bash" "$@"
}
same "bash: commands" "train-rm train-sae" "$(complete_words tra)"
same "bash: sub-commands" "resume" "$(complete_words jobs res)"
same "bash: options of a command" "--workspace" "$(complete_words jobs --work)"
same "bash: options of the parent" "--workspace" "$(complete_words jobs resume --work)"
same "bash: fixed choices" "bfloat16" "$(complete_words train-sae --dtype b)"
same "bash: a positional choice" "fish" "$(complete_words completion fi)"
same "bash: files behind an option" "" "$(complete_words train-sae --data tra)"
same "bash: an option's value is no sub-command" "resume" "$(complete_words jobs --workspace list res)"

# --- files for desktops
entry=$sources/packaging/desktop/saferscope.desktop
types=$sources/packaging/desktop/saferscope.xml
type=$(sed -n 's/^MimeType=\(.*\);$/\1/p' "$entry")
grep -q "type=\"$type\"" "$types" || wrong "the desktop entry opens $type, which saferscope.xml does not describe"
id=$(grep -oE 'applicationId = 0x[0-9a-fA-F]+' "$sources/core/storage/database.h" | grep -oE '0x.*')
grep -q "value=\"$id\"" "$types" || wrong "saferscope.xml does not have the application id of the database, $id"
grep -q 'setDesktopFileName(QStringLiteral("saferscope"))' "$sources/app/gui/main.cpp" || wrong "the window names another desktop entry"
for key in Name GenericName Comment; do
  grep -q "^$key=" "$entry" || wrong "the desktop entry has no $key"
done
for language in de zh_CN; do
  for key in GenericName Comment; do
    grep -q "^$key\[$language\]=" "$entry" || wrong "the desktop entry has no $key in $language"
  done
  grep -q "xml:lang=\"$language\"" "$types" || wrong "the type of workspaces has no name in $language"
done
have desktop-file-validate && { desktop-file-validate "$entry" || wrong "desktop-file-validate"; }
have xmllint && { xmllint --noout "$types" || wrong "saferscope.xml is not XML"; }
changelog=$made/changelog.Debian
head -1 "$changelog" | grep -qF "($version-1)" || wrong "changelog.Debian is not of version $version"
grep -q "^## ${version//./\\.}" "$sources/CHANGELOG.md" || wrong "CHANGELOG.md does not have version $version"

if [ -n "${SAFERSCOPE_PROGRAM:-}" ]; then
  info=$made/org.saferscope.Saferscope.metainfo.xml
  grep -q "version=\"$version\"" "$info" || wrong "the metainfo is not of version $version"
  grep -q "<mediatype>$type<" "$info" || wrong "the metainfo does not provide $type"
  released=$(grep -oE 'date="[0-9-]+"' "$info" | head -1 | tr -dc '0-9-')
  same "metainfo and changelog.Debian have one date" "$released" "$(date -d "$(sed -n 's/^ -- .*>  //p' "$changelog")" +%F)"
  have appstreamcli && { appstreamcli validate --no-net "$info" >"$scratch/said" || wrong "appstreamcli: $(cat "$scratch/said")"; }
  page=$made/saferscope.1
  same "saferscope.1 has the options of saferscope --help" \
    "$("$SAFERSCOPE_PROGRAM" --help | grep -oE '^ +(-h,)?--[a-z]+' | grep -oE -- '--[a-z]+' | sort -u)" \
    "$(sed -n '/^.SH OPTIONS/,/^.SH ENV/p' "$page" | sed 's/\\f[A-Z]//g' | tr -d '\\' | grep -oE -- '--[a-z]+' | sort -u)"
  have man && { said=$(man --warnings -l "$page" 2>&1 >/dev/null) && [ -z "$said" ] || wrong "saferscope.1: $said"; }
fi

# --- scripts
for script in check-deb check-trixie chroot.sh install-deps; do
  bash -n "$sources/packaging/$script" || wrong "packaging/$script is not a script"
done

[ "$failures" = 0 ] && echo "packaging: all agree"
[ "$failures" = 0 ]
