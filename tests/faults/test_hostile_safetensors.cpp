// SPDX-License-Identifier: GPL-3.0-or-later
// Number 9: safetensors made by hand to harm, each opened in a process of its own within 2 s and 200 MB. libFuzzer
// looks at the same reader in tests/fuzz.
#include "tests/faults/hostile_files.h"
#include "tests/support/fault_report.h"

#include <functional>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string u64(std::uint64_t value) {
    std::string bytes;
    for (int i = 0; i < 8; ++i) {
        bytes.push_back(static_cast<char>(value >> (8 * i)));
    }
    return bytes;
}

std::string fileOf(const std::string& header, const std::string& data = {}) {
    return u64(header.size()) + header + data;
}

std::string tensor(const std::string& name, const std::string& dtype, const std::string& shape, const std::string& from,
                   const std::string& to) {
    return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" + from + "," +
           to + "]}";
}
/// One tensor of four bytes with its shape, or its offsets, as given.
std::string shaped(const std::string& shape, const std::string& dtype = "F32") {
    return fileOf("{" + tensor("a", dtype, shape, "0", "4") + "}", "1234");
}
std::string placed(const std::string& from, const std::string& to) {
    return fileOf("{" + tensor("a", "F32", "[1]", from, to) + "}", "1234");
}
std::string twice(const std::string& secondFrom, const std::string& secondTo, const std::string& data,
                  const std::string& secondName = "b") {
    return fileOf(
        "{" + tensor("a", "F32", "[1]", "0", "4") + "," + tensor(secondName, "F32", "[1]", secondFrom, secondTo) + "}",
        data);
}
std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}
std::string manyTensors(std::size_t count, const std::string& padding = {}) {
    std::string all = "{";
    for (std::size_t i = 0; i < count; ++i) {
        all += (i == 0 ? "" : ",") + tensor(std::to_string(i) + padding, "U8", "[0]", "0", "0");
    }
    return fileOf(all + "}");
}
std::string manyMetadata(std::size_t count, std::size_t length) {
    std::string all = R"({"__metadata__":{)";
    for (std::size_t i = 0; i < count; ++i) {
        all += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":\"" + std::string(length, 'x') + "\"";
    }
    return fileOf(all + "}}");
}

struct Hostile {
    std::string name;
    Expected expected;
    std::string word;  ///< of the answer
    std::string bytes;
};

constexpr auto no = Expected::Refused;
constexpr auto yes = Expected::Read;

std::vector<Hostile> smallCases() {
    const std::string good = fileOf("{" + tensor("a", "F32", "[1]", "0", "4") + "}", "1234");
    const std::string nul("\0", 1);
    return {
        {"sound", yes, "1 tensors, 4 bytes", good},
        {"empty file", no, "0 bytes long", ""},
        {"seven bytes", no, "7 bytes long", good.substr(0, 7)},
        {"header length alone", no, "header claims", u64(good.size())},
        {"header length 0", no, "does not start with {", u64(0) + good.substr(8)},
        {"header length 7", no, "not valid JSON", u64(7) + good.substr(8)},
        {"header length 8", no, "not valid JSON", u64(8) + good.substr(8)},
        {"header longer than the file", no, "header claims", u64(good.size()) + good.substr(8)},
        {"header of 100,000,001 bytes", no, "100000000 are allowed", u64(100'000'001) + good.substr(8)},
        {"header length 2^63", no, "100000000 are allowed", u64(std::uint64_t{1} << 63) + good.substr(8)},
        {"header length 2^64 - 1", no, "100000000 are allowed", u64(~std::uint64_t{0}) + good.substr(8)},
        {"header length 2^64 - 8", no, "100000000 are allowed", u64(~std::uint64_t{7}) + good.substr(8)},
        {"big-endian header length", no, "100000000 are allowed", std::string(7, '\0') + '\x36' + good.substr(8)},
        {"array in place of an object", no, "does not start with {", fileOf("[]")},
        {"space before the object", no, "does not start with {", fileOf(" {}")},
        {"byte order mark", no, "does not start with {", fileOf("\xef\xbb\xbf{}")},
        {"text behind the object", no, "not valid JSON", fileOf("{}x")},
        {"two objects", no, "not valid JSON", fileOf("{}{}")},
        {"spaces behind the object", yes, "0 tensors", fileOf("{}      ")},
        {"NUL in the header", no, "NUL byte", fileOf("{" + nul + "}")},
        {"NUL behind the object", no, "NUL byte", fileOf("{}" + nul + "secret")},
        {"object not closed", no, "not valid JSON", fileOf("{")},
        {"not JSON", no, "not valid JSON", fileOf("{a:1}")},
        {"comment in JSON", no, "not valid JSON", fileOf("{/* */}")},
        {"invalid UTF-8 in a name", no, "not valid JSON",
         fileOf("{" + tensor("\xff\xfe", "F32", "[1]", "0", "4") + "}", "1234")},
        {"overlong UTF-8 in a name", no, "not valid JSON",
         fileOf("{" + tensor("\xc0\xaf", "F32", "[1]", "0", "4") + "}", "1234")},
        {"lone surrogate in a name", no, "not valid JSON",
         fileOf("{" + tensor("\\ud800", "F32", "[1]", "0", "4") + "}", "1234")},
        {"name with NUL", yes, "1 tensors", fileOf("{" + tensor("a\\u0000b", "F32", "[1]", "0", "4") + "}", "1234")},
        {"name with line breaks, refused", no, "F99",
         fileOf("{" + tensor("a\\n\\u001b[2Jb", "F99", "[1]", "0", "4") + "}", "1234")},
        {"empty name", yes, "1 tensors", fileOf("{" + tensor("", "F32", "[1]", "0", "4") + "}", "1234")},
        {"name of 1 MB, refused", no, "F99",
         fileOf("{" + tensor(std::string(1 << 20, 'n'), "F99", "[1]", "0", "4") + "}", "1234")},
        {"the same tensor twice", no, "twice", twice("4", "8", "12345678", "a")},
        {"the same tensor twice, second by an escape", no, "twice", twice("4", "8", "12345678", "\\u0061")},
        {"dtype twice", no, "twice",
         fileOf(R"({"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}})", "1234")},
        {"metadata twice", no, "twice", fileOf(R"({"__metadata__":{},"__metadata__":{}})")},
        {"metadata key twice", no, "twice", fileOf(R"({"__metadata__":{"k":"v","k":"v"}})")},
        {"metadata is a list", no, "not an object", fileOf(R"({"__metadata__":[]})")},
        {"metadata is a text", no, "not an object", fileOf(R"({"__metadata__":"x"})")},
        {"metadata is null", no, "not an object", fileOf(R"({"__metadata__":null})")},
        {"metadata value is a number", no, "not a string", fileOf(R"({"__metadata__":{"k":1}})")},
        {"metadata value is an object", no, "not a string", fileOf(R"({"__metadata__":{"k":{}}})")},
        {"metadata named as a tensor", no, "lacks dtype", fileOf(R"({"a":{}})")},
        {"no dtype", no, "lacks dtype", fileOf(R"({"a":{"shape":[1],"data_offsets":[0,4]}})", "1234")},
        {"no shape", no, "lacks dtype", fileOf(R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", "1234")},
        {"no offsets", no, "lacks dtype", fileOf(R"({"a":{"dtype":"F32","shape":[1]}})", "1234")},
        {"unknown member", no, "unknown member",
         fileOf(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}})", "1234")},
        {"unknown dtype", no, "not supported", shaped("[1]", "F99")},
        {"dtype of lower case", no, "not supported", shaped("[1]", "f32")},
        {"packed dtype F4", no, "not supported", shaped("[8]", "F4")},
        {"dtype is a number", no, "wrong type",
         fileOf(R"({"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}})", "1234")},
        {"shape is a number", no, "wrong type", shaped("1")},
        {"shape of texts", no, "wrong type", shaped("[\"1\"]")},
        {"shape within a shape", no, "wrong type", shaped("[[1]]")},
        {"negative dimension", no, "wrong type", shaped("[-1]")},
        {"dimension with a fraction", no, "wrong type", shaped("[1.0]")},
        {"dimension 1e400", no, "", shaped("[1e400]")},
        {"dimension NaN", no, "not valid JSON", shaped("[NaN]")},
        {"dimension 2^63", no, "impossible", shaped("[9223372036854775808]")},
        {"dimension 2^64", no, "wrong type", shaped("[18446744073709551616]")},
        {"shape x dtype overflows", no, "does not match", shaped("[4611686018427387905]")},
        {"shape overflows to the right size", no, "does not match", shaped("[2147483648,2147483648,4,1]", "U8")},
        {"shape overflows before a zero", no, "does not match",
         fileOf("{" + tensor("a", "U8", "[4611686018427387904,2,0]", "0", "0") + "}")},
        {"shape overflows signed numbers", no, "does not match",
         fileOf("{" + tensor("a", "U8", "[9223372036854775807,2,0]", "0", "0") + "}")},
        {"shape with a zero", yes, "1 tensors, 0 bytes", fileOf("{" + tensor("a", "F32", "[3,0,5]", "0", "0") + "}")},
        {"scalar", yes, "1 tensors, 4 bytes", shaped("[]")},
        {"17 dimensions", no, "16 dimensions", shaped("[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]")},
        {"size smaller than its bytes", no, "does not match", shaped("[1]", "F16")},
        {"size larger than its bytes", no, "does not match", shaped("[2]")},
        {"offsets beyond the file", no, "ends at byte", placed("0", "8")},
        {"offsets far beyond the file", no, "ends at byte", placed("0", "18446744073709551615")},
        {"offset beyond 64 bits", no, "wrong type", placed("0", "18446744073709551616")},
        {"negative offset", no, "wrong type", placed("-4", "0")},
        {"offsets backwards", no, "a gap", placed("4", "0")},
        {"offsets both at the end", no, "a gap", placed("4", "8")},
        {"one offset", no, "exactly two", fileOf(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}})", "1234")},
        {"three offsets", no, "wrong type",
         fileOf(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}})", "1234")},
        {"offsets overlap", no, "overlap", twice("0", "4", "1234")},
        {"offsets overlap by half", no, "overlap", twice("2", "6", "123456")},
        {"gap between tensors", no, "gap", twice("5", "9", "123456789")},
        {"bytes before the first tensor", no, "gap", placed("1", "5")},
        {"bytes behind the last tensor", no, "cover", fileOf("{" + tensor("a", "F32", "[1]", "0", "4") + "}", "12345")},
        {"data cut short", no, "ends at byte", good.substr(0, good.size() - 1)},
        {"no tensors but data", no, "cover", fileOf("{}", "1234")},
        {"no tensors", yes, "0 tensors", fileOf("{}")},
        {"entry is a text", no, "not an object", fileOf(R"({"a":"b"})")},
        {"entry is a list", no, "not an object", fileOf(R"({"a":[]})")},
        {"a zip archive", no, "header claims", "PK\x03\x04" + std::string(30, '\0')},
        {"a pickle", no, "allowed", "\x80\x02}q\x01." + std::string(20, '\xee')},
        {"a pointer of Git LFS", no, "allowed", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"},
        {"an HTML page", no, "allowed", "<!DOCTYPE html><html><body>404</body></html>"},
        {"random bytes", no, "allowed", std::string("\x93\x17\xf0\x05\xaa\x51\x03\x99\x10\x20\x30\x40", 12)},
    };
}

/// Those that are large themselves; made one at a time.
std::vector<std::pair<std::string, std::function<Hostile()>>> largeCases() {
    return {
        {"deep",
         [] {
             return Hostile{"ten million [", no, "wrong type",
                            fileOf("{\"a\":{\"shape\":" + std::string(10'000'000, '['))};
         }},
        {"deep",
         [] {
             return Hostile{"ten million {", no, "", fileOf(repeated("{\"a\":", 2'000'000))};
         }},
        {"tensors",
         [] {
             return Hostile{"200,000 tensors", yes, "200000 tensors", manyTensors(200'000)};
         }},
        {"tensors",
         [] {
             return Hostile{"a million tensors", no, "more than 200000 tensors", manyTensors(1'000'000)};
         }},
        {"names",
         [] {
             return Hostile{"names of 90 MB together", no, "names of more than",
                            manyTensors(30'000, std::string(3000, 'n'))};
         }},
        {"metadata",
         [] {
             return Hostile{"99,999 metadata entries", yes, "0 tensors", manyMetadata(99'999, 100)};
         }},
        {"metadata",
         [] {
             return Hostile{"a million metadata entries", no, "metadata entries", manyMetadata(1'000'000, 1)};
         }},
        {"metadata",
         [] {
             return Hostile{"metadata of 90 MB", no, "of metadata", manyMetadata(90, 1'000'000)};
         }},
        {"text",
         [] {
             return Hostile{"one text of 99 MB", no, "longer than",
                            fileOf("{\"" + std::string(99'000'000, 'a') + "\":{}}")};
         }},
        {"text",
         [] {
             return Hostile{"one text of 99 MB of escapes", no, "longer than",
                            fileOf("{\"" + repeated("\\u0041", 16'500'000) + "\":{}}")};
         }},
        {"number",
         [] {
             return Hostile{"a number of 99 MB", no, "longer than",
                            fileOf("{\"a\":{\"shape\":[" + std::string(99'000'000, '1') + "]}}")};
         }},
        {"number",
         [] {
             return Hostile{"a dimension of a million digits", no, "", shaped("[" + std::string(1'000'000, '9') + "]")};
         }},
        {"spaces",
         [] {
             return Hostile{"99 MB of spaces", no, "longer than", fileOf("{" + std::string(99'000'000, ' ') + "}")};
         }},
        {"dimensions",
         [] {
             return Hostile{"a shape of ten million dimensions", no, "16 dimensions",
                            shaped("[" + repeated("1,", 10'000'000) + "1]")};
         }},
        {"header",
         [] {
             // Legal to the last byte: names, shapes and metadata near their bounds, spaces for the rest.
             std::string all = R"({"__metadata__":{"m":")" + std::string(8'000'000, 'm') + "\"}";
             for (int i = 0; i < 199'000; ++i) {
                 all += "," + std::string(300, ' ') +
                        tensor(std::to_string(i) + std::string(70, 'n'), "U8", "[0,1,1,1]", "0", "0");
             }
             all.resize(std::min<std::size_t>(all.size(), 99'999'999));
             return Hostile{"the largest header allowed", yes, "199000 tensors", fileOf(all + "}")};
         }},
    };
}

const char* const program = "open_weights";

}  // namespace

TEST(hand_made_safetensors_are_refused_in_bounds) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "model.safetensors";
    Worst worst;
    for (const Hostile& one : smallCases()) {
        writeFile(path, one.bytes);
        openHostile(program, {"safetensors", path.string()}, one.name, one.expected, one.word, worst);
    }
    const long small = worst.opened;
    CHECK(small >= 60);
    for (const auto& [kind, make] : largeCases()) {
        Hostile one = make();
        writeFile(path, std::exchange(one.bytes, {}));  // what this process holds would count as the child's
        openHostile(program, {"safetensors", path.string()}, one.name, one.expected, one.word, worst);
    }
    report(
        {9, "safetensors made by hand, " + std::to_string(worst.opened - small) + " of them of up to 100 MB",
         worst.opened, 0, worst.crashed,
         "in open_weights, a program without libtorch; slowest: " + worst.slowest + "; most memory: " + worst.largest,
         worst.seconds, worst.megabytes});
    checkNoFaults(worst);
}

TEST(what_is_no_file_is_refused_without_waiting) {
    const TemporaryFolder folder;
    const auto at = [&](const char* name) { return (folder.path() / name).string(); };
    fs::create_directory(at("folder"));
    CHECK_EQ(::mkfifo(at("fifo").c_str(), 0600), 0);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    at("socket").copy(address.sun_path, sizeof address.sun_path - 1);
    CHECK_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    fs::create_symlink("nowhere", at("dangling"));
    fs::create_symlink("loop", at("loop"));
    Worst worst;
    for (const std::string& path : {at("folder"), at("fifo"), at("socket"), std::string("/dev/zero"),
                                    std::string("/dev/full"), std::string("/dev/tty")}) {
        for (const char* kind : {"safetensors", "archive"}) {
            openHostile(program, {kind, path}, path, no, "not a regular file", worst);
        }
    }
    for (const std::string& path : {at("dangling"), at("loop"), at("missing"), at("missing") + "/x"}) {
        openHostile(program, {"safetensors", path}, path, no, "Cannot open", worst);
    }
    openHostile(program, {"safetensors", "/proc/self/maps"}, "/proc", no, "0 bytes long", worst);
    // A hole of a terabyte is mapped, not read.
    writeFile(at("hole"), fileOf("{" + tensor("a", "U8", "[1099511627776]", "0", "1099511627776") + "}"));
    if (::truncate(at("hole").c_str(), static_cast<off_t>(fs::file_size(at("hole")) + (std::uint64_t{1} << 40) - 1)) ==
        0) {
        openHostile(program, {"safetensors", at("hole")}, "a hole one byte too short", no, "ends at byte", worst);
    }
    ::close(socket);
    report({9, "folders, FIFOs, sockets, devices, links to nowhere in place of a file", worst.opened, 0, worst.crashed,
            "refused without waiting", worst.seconds, worst.megabytes});
    checkNoFaults(worst);
}
