// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_reader.h"
#include "tests/bench/bench.h"
#include "tests/bench/load_measure.h"
#include "tests/bench/start_programs.h"
#include "tests/engine/engine_process.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

// How long it takes until there is something to see. The programs are the ones SAFERSCOPE_PROGRAM and SAFER_PROGRAM
// name; SAFERSCOPE_DEMO_WORKSPACE is a workspace of `safer demo`, copied before use. Rows whose variable is not set are
// left out.

using namespace saferscope;
using namespace saferscope::bench;

namespace fs = std::filesystem;

namespace {

/// Removed at the end, whatever happens.
class Scratch {
public:
    Scratch() {
        std::string name = (fs::temp_directory_path() / "saferscope-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder can be made");
        }
        m_path = name;
    }
    ~Scratch() {
        std::error_code error;
        fs::remove_all(m_path, error);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) {
        remark(std::string(name) + " is not set: the rows that need it are left out.");
    }
    return value == nullptr ? "" : value;
}

std::string shown(double milliseconds) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f", milliseconds);
    return text;
}

void startWindow() {
    const std::string program = variable("SAFERSCOPE_PROGRAM");
    const std::string given = variable("SAFERSCOPE_DEMO_WORKSPACE");
    if (program.empty() || given.empty()) {
        return;
    }
    const Scratch scratch;
    const fs::path workspace = scratch.path() / "workspace";
    fs::copy(given, workspace, fs::copy_options::recursive);
    Files files;
    std::string steps;
    secondsToFrame(program, workspace, scratch.path(), nullptr, &files);
    Sample warm;
    for (int i = 0; i < (quick() ? 3 : 7); ++i) {
        warm.seconds.push_back(secondsToFrame(program, workspace, scratch.path(), &steps));
    }
    absolute("start-window", "from exec to the first frame of the demo workspace, page cache warm", warm,
             atMost(1000.0));
    remark("Steps of the last warm start, ms after main() began:" + steps + ".");
    if (quick()) {
        return;
    }
    Sample cold;
    double kept = 0.0;
    for (int i = 0; i < 3; ++i) {
        dropFromPageCache(workspace);
        kept = 0.0;
        for (const fs::path& file : files) {
            kept = std::max(kept, dropFromPageCache(file));
        }
        cold.seconds.push_back(secondsToFrame(program, workspace, scratch.path()));
    }
    absolute("start-window-cold", "the same, program, libraries and workspace dropped from the page cache", cold, {});
    if (kept > 0.5) {
        remark("Other programs keep some of the window's libraries in the page cache: colder starts exist.");
    }
}

void startSafer() {
    const std::string program = variable("SAFER_PROGRAM");
    if (program.empty()) {
        return;
    }
    const auto time = [&](const std::string& argument) {
        return measure([&] { secondsToRun({program, argument}); }, quick() ? 3 : 7);
    };
    absolute("start-safer", "safer --version (links libtorch)", time("--version"), {});
    absolute("start-safer-help", "safer --help", time("--help"), {});
    absolute("start-safer-doctor", "safer doctor", time("doctor"), {});
    const std::string workspace = variable("SAFERSCOPE_DEMO_WORKSPACE");
    if (workspace.empty()) {
        return;
    }
    EngineOpen open;
    open.model = workspace + "/models/demo-reward-model";
    open.sae = workspace + "/saes/demo-sae";
    EngineRead read;
    for (const auto& entry : fs::directory_iterator(fs::path(workspace) / "datasets")) {
        const auto pairs = readAllPairs(entry.path());
        if (pairs && !pairs->empty()) {
            read.pair = pairs->front();
        }
    }
    const Sample first = measure(
        [&] {
            testing::EngineProcess engine;
            engine.expect<EngineOpened>(open);
            engine.expect<EnginePair>(read);
        },
        quick() ? 3 : 7);
    absolute("start-engine", "safer engine: from fork to the rewards of the first pair, demo model", first, {});
}

/// Shape and places of the checkpoint that loading is measured with.
struct Checkpoint {
    Scratch scratch;
    double bytes = 0.0;
    std::string shape;
    Checkpoint() {
        const bool small = quick();
        bytes = static_cast<double>(writeGeneratedCheckpoint(scratch.path(), small ? 2 : 16, small ? 16384 : 128256));
        shape = small ? "2 blocks of Llama-3.2-1B's shape, bf16" : "Llama-3.2-1B's shape, bf16, 2.5 GB";
    }
    LoadMeasure measure(const char* mode) const { return measureLoad(mode, scratch.path()); }
    /// False where the file cannot be dropped (a temporary folder in memory).
    bool drop() const { return dropFromPageCache(scratch.path()) < 0.5; }
};

void addTimes(Both& both, double ours, double beside) {
    both.ours.seconds.push_back(ours);
    both.beside.seconds.push_back(beside);
}

void load() {
    const Checkpoint checkpoint;
    Both ready;
    Both first;
    Both firstPacked;
    double packedPeak = 0.0;
    Both forward;
    double peak = 0.0;
    double own = 0.0;
    for (int i = 0; i < (quick() ? 3 : 5); ++i) {
        const LoadMeasure mapped = checkpoint.measure("mapped");
        const LoadMeasure plain = checkpoint.measure("plain");
        const LoadMeasure owned = checkpoint.measure("owned");
        const LoadMeasure packed = checkpoint.measure("packed");
        addTimes(firstPacked, packed.loadSeconds + packed.firstSeconds, plain.loadSeconds + plain.firstSeconds);
        packedPeak = std::max(packedPeak, packed.peakBytes);
        addTimes(ready, owned.loadSeconds, plain.loadSeconds);
        addTimes(first, mapped.loadSeconds + mapped.firstSeconds, plain.loadSeconds + plain.firstSeconds);
        addTimes(forward, mapped.forwardSeconds, owned.forwardSeconds);
        peak = std::max({peak, mapped.peakBytes, owned.peakBytes});
        own = std::max(own, mapped.ownBytes);
    }
    gain("load", "weights copied into own memory, warm; " + checkpoint.shape, ready, "read() into new tensors",
         atLeast(1.0));
    gain("load-first-reward", "load mapped and compute one reward of 80 tokens, warm; " + checkpoint.shape, first,
         "read() into new tensors", atLeast(2.5));
    gain("load-packed-first-reward", "the same with packed weights, as commands and the engine use them", firstPacked,
         "read() into new tensors", {});
    figure("load-packed-memory", "highest memory up to the first reward with packed weights",
           packedPeak / checkpoint.bytes, "x the file", atMost(1.2));
    cost("load-mapped-forward", "later passes of 256 tokens over mapped weights", forward, "over weights in own memory",
         atMost(1.15));
    figure("load-memory", "highest memory up to the first reward, of mapped and copied loading",
           peak / checkpoint.bytes, "x the file", atMost(1.2));
    remark("Mapped weights after the first passes: " + shown(own / 1e6) +
           " MB of the process are its own, the rest are pages of the file that the system may take back.");
    const LoadMeasure wide = checkpoint.measure("float32");
    figure("load-memory-convert", "the same when bf16 becomes float32", wide.peakBytes / (2.0 * checkpoint.bytes),
           "x the result", atMost(1.2));
    if (!checkpoint.drop()) {
        remark("The temporary folder lies in memory: no cold rows.");
        return;
    }
    Both cold;
    double read = 0.0;
    for (int i = 0; i < (quick() ? 1 : 3); ++i) {
        checkpoint.drop();
        const LoadMeasure mapped = checkpoint.measure("mapped");
        checkpoint.drop();
        const LoadMeasure plain = checkpoint.measure("plain");
        addTimes(cold, mapped.loadSeconds + mapped.firstSeconds, plain.loadSeconds + plain.firstSeconds);
        read = std::max(read, mapped.readBytes);
    }
    gain("load-first-reward-cold", "load mapped and compute one reward, file not in the page cache", cold,
         "read() into new tensors", atLeast(1.0));
    figure("load-bytes-read", "bytes from the disk up to the first reward", read / checkpoint.bytes, "x the file",
           atMost(2.0));
}

}  // namespace

int main(int argc, char** argv) {
    if (loadForParent(argc, argv)) {
        return 0;
    }
    return runBenchmarks(argc, argv, {{"window", startWindow}, {"safer", startSafer}, {"load", load}});
}
