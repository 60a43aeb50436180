# SPDX-License-Identifier: GPL-3.0-or-later
# The commands people need; CMakePresets.json has the rest. `make demo` and `make test` work on a bare Debian 12.
.PHONY: demo test test-slurm faults fuzz build build-dev core-only build-bench bench bench-check format lint screenshots readme-pictures package check-deb check-trixie clean help

JOBS ?= $(shell nproc)
DEMO ?= $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/saferscope/demo
SHOTS ?= build/screenshots
FUZZ_SECONDS ?= 60

help:
	@echo "make demo         build, prepare the demo workspace and open Saferscope on it"
	@echo "make test         build and run every test but those of the next line"
	@echo "make test-slurm   tests with a Slurm of this machine (packaging/slurm-onebox install, as root)"
	@echo "make faults       every fault test with its full counts; writes tests/faults/RESULTS.md"
	@echo "make fuzz         run every fuzz target for FUZZ_SECONDS (60) of processor time each, and list what they find"
	@echo "make build        build saferscope and safer (build/release/bin)"
	@echo "make core-only    build safer and the core tests without Qt, and run them"
	@echo "make bench        run every benchmark, half an hour; rows go to build/bench/bench.jsonl"
	@echo "make bench-check  run the quick ones and compare their ratios with the recorded ones"
	@echo "make format lint  clang-format every file; check format and run clang-tidy"
	@echo "make screenshots  pictures of every page of the demo in $(SHOTS)"
	@echo "make readme-pictures  make the pictures of README.md and of the help anew"
	@echo "make package      a .deb for this Debian, in build/package"
	@echo "make check-deb    install, try and remove it in a clean Debian 12 (as root; network on the first run)"
	@echo "make check-trixie build and test these sources in a Debian 13 (as root; network; an hour or more)"

build:
	packaging/install-deps
	cmake --preset release
	cmake --build --preset release -j $(JOBS)

demo: build
	build/release/bin/safer demo --workspace "$(DEMO)"
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  build/release/bin/saferscope "$(DEMO)"; \
	else \
	  echo "There is no display here, so the window cannot open; writing pictures of every page instead."; \
	  $(MAKE) --no-print-directory screenshots; \
	fi

screenshots:
	@mkdir -p "$(SHOTS)"
	QT_QPA_PLATFORM=offscreen build/release/bin/saferscope --screenshots "$(SHOTS)" "$(DEMO)"
	@echo "Pictures: $$(ls "$(SHOTS)" | wc -l) files in $(SHOTS)"

# Those of the README and of the help. They are committed: look at them first.
readme-pictures: build
	packaging/screenshots

build-dev:
	packaging/install-deps
	cmake --preset dev
	cmake --build --preset dev -j $(JOBS)

test: build-dev
	tests/support/fetch-tokenizers.sh
	tests/support/fetch-event-readers.sh
	ctest --preset dev -j $(JOBS) -LE slurm

# One after the other: each starts a Slurm that hands out the whole machine.
test-slurm: build-dev
	ctest --preset dev -L slurm --verbose

faults: build-dev
	tests/faults/run build/dev

fuzz:
	packaging/install-deps --core-only --fuzz
	CXX=$$(ls /usr/bin/clang++-[0-9]* | sort -V | tail -1) cmake --preset fuzz
	cmake --build --preset fuzz -j $(JOBS)
	tests/fuzz/run build/fuzz $(FUZZ_SECONDS)

core-only:
	packaging/install-deps --core-only
	cmake --preset core-only
	cmake --build --preset core-only -j $(JOBS)
	ctest --preset core-only -j $(JOBS) -LE slurm

build-bench:
	packaging/install-deps
	cmake --preset bench
	cmake --build --preset bench -j $(JOBS)

bench: build-bench
	tests/bench/run build/bench

bench-check: build-bench
	tests/bench/run build/bench --quick --results build/bench/quick.jsonl
	build/bench/tests/bench/bench_check tests/bench/recorded.jsonl build/bench/quick.jsonl

format:
	packaging/install-deps --dev
	git ls-files '*.h' '*.cpp' | xargs clang-format -i

lint:
	packaging/install-deps --dev
	git ls-files '*.h' '*.cpp' | xargs clang-format --dry-run -Werror
	cmake --preset tidy
	packaging/run-clang-tidy build/tidy

# With Debian's own hardening flags. No debug symbols: they would be stripped.
package: export DEB_BUILD_MAINT_OPTIONS = hardening=+all
package: export DEB_CXXFLAGS_MAINT_STRIP = -g
package:
	packaging/install-deps --package
	cmake --preset package -DCMAKE_CXX_FLAGS="$$(dpkg-buildflags --get CPPFLAGS) $$(dpkg-buildflags --get CXXFLAGS)" \
	  -DCMAKE_EXE_LINKER_FLAGS="$$(dpkg-buildflags --get LDFLAGS) -Wl,--as-needed"
	cmake --build --preset package -j $(JOBS)
	cd build/package && cpack
	@if command -v lintian >/dev/null; then lintian --fail-on error,warning build/package/saferscope_*.deb; \
	  else echo "lintian is not installed, so the package is not checked"; fi

check-deb:
	packaging/check-deb build/package/saferscope_*.deb

check-trixie:
	packaging/check-trixie

clean:
	rm -rf build
