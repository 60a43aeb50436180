// SPDX-License-Identifier: GPL-3.0-or-later
// Number 12: pairs and ratings that unpack to a thousand times their size and beyond.
#include "tests/faults/bombs.h"
#include "tests/faults/hostile_files.h"
#include "tests/support/fault_report.h"
#include "tests/support/gzip.h"
#include "tests/tensor/archive_files.h"

using namespace saferscope;
using namespace saferscope::faults;
using check::littleEndian;
using check::TemporaryFolder;

TEST(compressed_pairs_and_ratings_are_stopped_in_bounds) {
    const TemporaryFolder folder;
    Worst worst;
    // 10 GB in 10 MB: a thousand members of 10 MB each, which a reader has to take one after the other.
    const std::string member = deflatedZeros(10'000'000, 31);
    const std::string spaces = [] {
        std::string text(10'000'000, ' ');
        for (std::size_t i = 99; i < text.size(); i += 100) {
            text[i] = '\n';
        }
        return check::gzipped(text);
    }();
    for (const auto& [name, packed] :
         {std::pair<std::string, const std::string&>{"zeros", member}, {"blank lines", spaces}}) {
        writeFile(folder.path() / "pairs.jsonl.gz", repeated(packed, 1000));
        for (const char* kind : {"pairs", "preview", "ratings"}) {
            openHostile("open_weights", {kind, (folder.path() / "pairs.jsonl.gz").string()},
                        std::string(kind) + ": 10 GB of " + name + " in " +
                            std::to_string(packed.size() * 1000 / 1'000'000) + " MB of gzip",
                        Expected::Refused, "more than", worst);
        }
    }
    // zstd packs zeros far more tightly; a frame is 131,072 bytes of one byte, as a block of RLE.
    std::string frame = "\x28\xb5\x2f\xfd" + littleEndian(0, 1) + littleEndian(0x58, 1);
    const std::string block = littleEndian(131'072u << 3 | 1u << 1, 3) + littleEndian(0, 1);
    frame += repeated(block, 2'000'000) + littleEndian(1, 3);
    writeFile(folder.path() / "pairs.jsonl.zst", frame);
    for (const char* kind : {"pairs", "preview"}) {
        openHostile("open_weights", {kind, (folder.path() / "pairs.jsonl.zst").string()},
                    std::string(kind) + ": 262 GB of zeros in 8 MB of zstd", Expected::Refused, "more than", worst);
    }
    report({12, "10 GB in 10 MB of gzip, 262 GB in 8 MB of zstd, as pairs, preview and ratings", worst.opened, 0,
            worst.crashed, "cap: 200 times the file beyond 256 MiB, ratings 512 MiB; slowest: " + worst.slowest,
            worst.seconds, worst.megabytes});
    checkNoFaults(worst);
}
