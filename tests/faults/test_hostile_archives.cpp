// SPDX-License-Identifier: GPL-3.0-or-later
// Number 12: archives and pickles that unpack, multiply or nest without end; each opened in a process of its own.
#include "tests/faults/bombs.h"
#include "tests/faults/hostile_files.h"
#include "tests/support/fault_report.h"
#include "tests/tensor/archive_files.h"

#include <functional>
#include <zlib.h>

using namespace saferscope;
using namespace saferscope::faults;
using check::littleEndian;
using check::TemporaryFolder;
using check::torchBytes;
using check::zipBytes;
namespace pickle = saferscope::check::pickle;
namespace fs = std::filesystem;

namespace {

const char* const program = "open_weights";
constexpr auto no = Expected::Refused;
constexpr auto yes = Expected::Read;

std::string pickled(const std::string& code) { return torchBytes("\x80\x04" + code); }

struct Entry {
    std::string name;
    std::string packed;
    std::uint64_t size = 0;
    bool deflated = true;
    std::uint32_t crc = 0;
};

std::uint32_t crcOf(const std::string& data) {
    return static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(data.data()), data.size()));
}

/// A zip of the entries with whatever they claim. `nested`: each entry's data is the whole of those behind it, local
/// headers and all, so that a file of n entries unpacks to n times itself.
std::string craftedZip(std::vector<Entry> entries, bool nested = false) {
    const auto common = [](const Entry& entry) {
        return littleEndian(20, 2) + littleEndian(0, 2) + littleEndian(entry.deflated ? 8 : 0, 2) + littleEndian(0, 4) +
               littleEndian(entry.deflated ? entry.crc : crcOf(entry.packed), 4) +
               littleEndian(entry.packed.size(), 4) + littleEndian(entry.size, 4) + littleEndian(entry.name.size(), 2);
    };
    const auto localOf = [&](const Entry& entry) {
        return "PK\x03\x04" + common(entry) + littleEndian(0, 2) + entry.name + entry.packed;
    };
    std::string local;
    std::vector<std::size_t> offsets(entries.size());
    if (nested) {
        for (std::size_t i = entries.size(); i-- > 0;) {
            entries[i].packed = local;
            entries[i].size = local.size();
            local = localOf(entries[i]);
            offsets[i] = local.size();
        }
        for (std::size_t& offset : offsets) {
            offset = local.size() - offset;
        }
    } else {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            offsets[i] = local.size();
            local += localOf(entries[i]);
        }
    }
    std::string central;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        central += "PK\x01\x02" + littleEndian(20, 2) + common(entries[i]) + std::string(12, '\0') +
                   littleEndian(offsets[i], 4) + entries[i].name;
    }
    return local + central + "PK\x05\x06" + littleEndian(0, 4) + littleEndian(entries.size(), 2) +
           littleEndian(entries.size(), 2) + littleEndian(central.size(), 4) + littleEndian(local.size(), 4) +
           littleEndian(0, 2);
}

/// One float behind a tensor of any shape.
std::string expanded(const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides,
                     std::int64_t offset = 0, std::int64_t elements = 1) {
    return torchBytes(
        pickle::file(pickle::tensor(pickle::storage("FloatStorage", "0", elements), offset, shape, strides)), {"1234"});
}
std::string npy(const std::string& shape, const std::string& data, const std::string& descr = "<f4",
                const std::string& order = "False") {
    const std::string header = "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
    return "\x93NUMPY" + littleEndian(1, 1) + littleEndian(0, 1) + littleEndian(header.size(), 2) + header + data;
}

std::string manyMembers(std::size_t count, std::size_t nameLength) {
    std::string all = "\x80\x02}(";
    for (std::size_t i = 0; i < count; ++i) {
        all += pickle::text(std::to_string(i) + std::string(nameLength, 'n')) + "K\x01";
    }
    return torchBytes(all + "u.");
}
std::string manyViews(std::size_t count, std::int64_t each) {
    std::string all = "\x80\x02}(";
    for (std::size_t i = 0; i < count; ++i) {
        all += pickle::text(std::to_string(i)) +
               pickle::tensor(pickle::storage("FloatStorage", "0", 1), 0, {each, 1}, {0, 1});
    }
    return torchBytes(all + "u.", {"1234"});
}
std::string manyEntries(std::size_t count) {
    std::vector<Entry> entries{{"a/data.pkl", "\x80\x02}.", 4, false}, {"a/version", "3\n", 2, false}};
    for (std::size_t i = 0; i < count; ++i) {
        entries.push_back({"a/data/" + std::to_string(i), "", 0, false});
    }
    return craftedZip(entries);
}

struct Hostile {
    std::string name;
    Expected expected;
    std::string word;
    std::function<std::string()> bytes;
};

std::vector<Hostile> cases() {
    const std::string sound = zipBytes({{"a/data.pkl", pickle::file(pickle::integer(7))}, {"a/version", "3\n"}});
    return {
        {"sound", yes, "0 tensors", [=] { return sound; }},
        // Zip bombs.
        {"an entry of 64 MB of zeros that claims 4 GB", no, "far more than its own size",
         [] {
             return craftedZip({{"a.npy", deflatedZeros(1u << 26, -15), 0xfffffff0u, true, 0}});
         }},
        {"an entry of 256 MB that claims 100 bytes", no, "cannot be unpacked",
         [] {
             return craftedZip({{"a.npy", deflatedZeros(1u << 28, -15), 100, true, 0}});
         }},
        {"64 storages of 60 MB", no, "far more than its own size",
         [] {
             const std::string packed = deflatedZeros(60'000'000, -15);
             const std::uint32_t crc = crcOf(std::string(60'000'000, '\0'));
             std::vector<Entry> all{{"a/version", "3\n", 2, false}};
             std::string code = "\x80\x02}(";
             for (int i = 0; i < 64; ++i) {
                 const std::string key = std::to_string(i);
                 all.push_back({"a/data/" + key, packed, 60'000'000, true, crc});
                 code +=
                     pickle::text(key) + pickle::tensor(pickle::storage("FloatStorage", key, 15'000'000), 0, {1}, {1});
             }
             code += "u.";
             all.push_back({"a/data.pkl", code, code.size(), false});
             return craftedZip(all);
         }},
        {"data.pkl of 256 MB", no, "far more than its own size",
         [] {
             return craftedZip(
                 {{"a/data.pkl", deflatedZeros(1u << 28, -15), 1u << 28, true, 0}, {"a/version", "3\n", 2, false}});
         }},
        {"a thousand entries, each within the one before", no, "overlap",
         [] {
             std::vector<Entry> all;
             for (int i = 0; i < 1000; ++i) {
                 all.push_back({std::to_string(i) + ".npy", "", 0, false});
             }
             return craftedZip(all, true);
         }},
        {"the same name twice", no, "twice",
         [] {
             return craftedZip({{"a/data.pkl", "\x80\x02}.", 4, false}, {"a/data.pkl", "\x80\x02N.", 4, false}});
         }},
        {"names that climb", no, "lies outside",
         [] {
             return zipBytes({{"a/data.pkl", pickle::file("N")}, {"../../etc/passwd", ""}, {"a/version", "3\n"}});
         }},
        {"absolute names", no, "lies outside",
         [] {
             return zipBytes({{"a/data.pkl", pickle::file("N")}, {"/etc/passwd", ""}, {"a/version", "3\n"}});
         }},
        {"names of other systems", no, "lies outside",
         [] {
             return zipBytes({{"a/data.pkl", pickle::file("N")}, {"C:\\x", ""}, {"a/version", "3\n"}});
         }},
        {"65,000 empty entries", Expected::Either, "", [] { return manyEntries(65'000); }},
        {"zip64 that lies about its entries", no, "",
         [] {
             return zipBytes({{"a/data.pkl", "\x80\x02}."}, {"a/version", "3\n"}}, 0)
                 .replace(40, 8, std::string(8, '\xff'));
         }},
        {"an end record that claims 65,535 entries", no, "claims",
         [=] {
             std::string bytes = sound;
             return bytes.replace(bytes.size() - 14, 4, "\xff\xff\xff\xff");
         }},
        {"cut in the middle", no, "end of a zip", [=] { return sound.substr(0, sound.size() / 2); }},
        // Pickles that multiply.
        {"tuples nested 100,000 deep", no, "nested more",
         [] { return pickled("N" + repeated("\x85", 100'000) + "."); }},
        {"lists nested 100,000 deep", no, "nested too deeply", [] { return pickled(repeated("](", 100'000) + "."); }},
        {"dictionaries in dictionaries, 100,000", no, "nested more",
         [] { return pickled("N" + repeated("\x85", 100'000) + repeated("\x85", 100'000) + "."); }},
        {"a list that holds itself", no, "nested more",
         [] {
             return pickled(
                 "]q\x01h\x01"
                 "a.");
         }},
        {"2^60 members of sixty pairs", no, "nested more",
         [] { return pickled("N" + repeated("q\x01h\x01\x86", 60) + "."); }},
        {"a tuple of a million of itself", no, "",
         [] {
             return pickled("Nq\x01(" + repeated("h\x01", 900'000) + "tq\x02(" + repeated("h\x02", 900'000) + "t.");
         }},
        {"a memo at 2^32 - 1", no, "remembers too many", [] { return pickled("Nr\xff\xff\xff\xff."); }},
        {"a memo at the bound", yes, "0 tensors",
         [] { return torchBytes("\x80\x04}r" + littleEndian(499'999, 4) + "."); }},
        {"a whole number of 255 bytes", no, "64 bits",
         [] { return pickled("\x8a\xff" + std::string(255, '\x7f') + "."); }},
        {"a whole number of 2^31 bytes", no, "does not use", [] { return pickled("\x8b\xff\xff\xff\x7f."); }},
        {"a text of 2^32 - 1 bytes", no, "damaged", [] { return pickled("X\xff\xff\xff\xff."); }},
        {"a text of 2^64 - 1 bytes", no, "damaged", [] { return pickled("\x8d" + std::string(8, '\xff') + "."); }},
        {"a frame of 2^64 - 1 bytes", no, "damaged", [] { return pickled("\x95" + std::string(8, '\xff') + "."); }},
        {"30 MB of one text", Expected::Either, "",
         [] { return torchBytes(pickle::file(pickle::text(std::string(30'000'000, 't')))); }},
        {"33 MB of one text", no, "larger than",
         [] { return torchBytes(pickle::file(pickle::text(std::string(34'000'000, 't')))); }},
        {"500,000 values", Expected::Either, "", [] { return pickled("(" + repeated("N", 499'000) + "t."); }},
        {"a million values", no, "values", [] { return pickled("(" + repeated("N", 1'000'000) + "t."); }},
        {"250,000 lists of one", Expected::Either, "", [] { return pickled("(" + repeated("]Na", 240'000) + "t."); }},
        {"a list of four million", no, "",
         [] {
             return pickled("]q\x01" +
                            repeated("h\x01"
                                     "a",
                                     2'000'000) +
                            ".");
         }},
        {"values stacked", no, "stacks too many",
         [] { return pickled("Nq\x01" + repeated("h\x01", 1'100'000) + "."); }},
        {"ten million instructions", no, "too many instructions",
         [] { return pickled("Nq\x01" + repeated("q\x01", 4'100'000) + "."); }},
        {"99,000 members", yes, "0 tensors", [] { return manyMembers(99'000, 10); }},
        {"99,000 members with long names", Expected::Either, "", [] { return manyMembers(99'000, 200); }},
        {"a million members", no, "", [] { return manyMembers(240'000, 4); }},
        // Tensors that are larger than what they are made of.
        {"a tensor of 2^62 numbers", no, "",
         [] {
             return expanded({std::int64_t{1} << 40, 1 << 20}, {0, 0});
         }},
        {"a tensor of 16 GB", no, "far more than its own size",
         [] {
             return expanded({1 << 16, 1 << 16}, {0, 0});
         }},
        {"a tensor of 60 MB", yes, "1 tensors",
         [] {
             return expanded({15'000'000, 1}, {0, 1});
         }},
        {"a thousand tensors of 1 MB", no, "far more than its own size", [] { return manyViews(1000, 250'000); }},
        {"an offset behind the storage", no, "reaches past", [] { return expanded({1}, {1}, 1); }},
        {"an offset of 2^63 - 1", no, "reaches past", [] { return expanded({1}, {1}, INT64_MAX); }},
        {"a negative offset", no, "reaches past", [] { return expanded({1}, {1}, -1); }},
        {"strides behind the storage", no, "reaches past", [] { return expanded({2}, {1}); }},
        {"strides that overflow", no, "reaches past",
         [] {
             return expanded({3, 3}, {INT64_MAX / 2, INT64_MAX / 2});
         }},
        {"negative strides", no, "impossible", [] { return expanded({2}, {-1}); }},
        {"negative shape", no, "impossible", [] { return expanded({-1}, {1}); }},
        {"a storage that claims more", no, "announced", [] { return expanded({1}, {1}, 0, 2); }},
        {"a storage of 2^62 numbers", no, "announced", [] { return expanded({1}, {1}, 0, std::int64_t{1} << 62); }},
        {"a storage that is missing", no, "missing",
         [] {
             return torchBytes(pickle::file(pickle::tensor(pickle::storage("FloatStorage", "7", 1), 0, {1}, {1})),
                               {"1234"});
         }},
        {"a shape of 17 dimensions", no, "impossible",
         [] { return expanded(std::vector<std::int64_t>(17, 1), std::vector<std::int64_t>(17, 1)); }},
        {"a shape that overflows before a zero", no, "reaches past",
         [] {
             return expanded({std::int64_t{1} << 62, 4, 0}, {1, 1, 1});
         }},
        // NumPy.
        {"npy of 2^62 numbers", no, "does not match", [] { return npy("(4611686018427387904,)", "1234"); }},
        {"npy whose shape overflows to its size", no, "does not match",
         [] { return npy("(4294967296, 4294967296, 1)", ""); }},
        {"npy that overflows before a zero", no, "does not match",
         [] { return npy("(4611686018427387904, 2, 0)", "", "|u1", "True"); }},
        {"npy of a million dimensions", no, "header claims",
         [] { return npy("(" + repeated("1,", 1'000'000) + ")", "1234"); }},
        {"npy of Python objects", no, "never read", [] { return npy("(1,)", "1234", "|O"); }},
        {"npy with code in its header", no, "header is not what",
         [] { return npy("(__import__('os').system('id'),)", "1234"); }},
        {"npz of a .py file", no, "neither torch's",
         [] {
             return zipBytes({{"a.py", "import os"}, {"b.npy", npy("()", "1234")}});
         }},
    };
}

}  // namespace

TEST(archives_that_unpack_or_multiply_are_stopped_in_bounds) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "model.pt";
    Worst worst;
    for (const Hostile& one : cases()) {
        writeFile(path, one.bytes());
        openHostile(program, {"archive", path.string()}, one.name, one.expected, one.word, worst);
    }
    report({12, "torch and NumPy archives that unpack, multiply or nest without end", worst.opened, 0, worst.crashed,
            "cap: 64 MiB and four times the file; slowest: " + worst.slowest + "; most memory: " + worst.largest,
            worst.seconds, worst.megabytes});
    checkNoFaults(worst);
}
