# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# For check-deb and check-trixie: clean Debian systems in folders. Needs root, debootstrap and, on the first run, network;
# what was downloaded stays in SAFERSCOPE_CACHE (default /var/cache/saferscope), which may be deleted at any time.

cache=${SAFERSCOPE_CACHE:-/var/cache/saferscope}

die() { echo "$(basename "$0"): $1" >&2; exit "${2:-1}"; }

need_chroots() {
  [ "$(id -u)" = 0 ] || die "This makes a Debian system in a folder, which needs root."
  command -v debootstrap >/dev/null || die "debootstrap is missing: apt-get install debootstrap"
}

# The mirror that this machine uses, else Debian's.
mirror() {
  local found
  found=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | grep -v '^#' | head -1)
  echo "${SAFERSCOPE_MIRROR:-${found:-http://deb.debian.org/debian}}" | tr -d ' '
}

# base_system SUITE: $cache/SUITE, made when it is not there. Never installed into by check-deb, which works on copies.
base_system() {
  local suite=$1
  [ -d "$cache/$suite" ] && return
  mkdir -p "$cache"
  rm -rf "$cache/$suite.new"
  echo "Making a Debian $suite in $cache/$suite (about 300 MB)"
  debootstrap --variant=minbase "$suite" "$cache/$suite.new" "$(mirror)" >"$cache/$suite.log" 2>&1 ||
    die "debootstrap failed; $cache/$suite.log says why."
  mv "$cache/$suite.new" "$cache/$suite"
}

# enter ROOT COMMAND...: with the package cache of all runs, the network's names, and the file systems that programs expect.
enter() {
  local root=$1
  shift
  mkdir -p "$cache/archives/partial"
  cp -L /etc/resolv.conf "$root/etc/resolv.conf"
  local folder
  for folder in proc sys dev dev/pts dev/shm; do
    mountpoint -q "$root/$folder" || { mkdir -p "$root/$folder"; mount --bind "/$folder" "$root/$folder"; }
  done
  mountpoint -q "$root/var/cache/apt/archives" || mount --bind "$cache/archives" "$root/var/cache/apt/archives"
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"
}

# leave ROOT: nothing of this machine stays mounted in it, so that it can be deleted.
leave() {
  local root=$1 mounted
  [ -n "$root" ] || return 0
  awk '{print $2}' /proc/mounts | grep -F "$root/" | sort -r | while read -r mounted; do
    umount "$mounted" 2>/dev/null || umount -l "$mounted"
  done
}
