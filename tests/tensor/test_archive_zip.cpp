// SPDX-License-Identifier: GPL-3.0-or-later
// The container: two readers must not see two different files in one archive, and no archive may unpack without bound.
#include "tests/tensor/archive_files.h"

#include <zlib.h>

using namespace saferscope;
using namespace saferscope::check;

namespace {

const std::string payload = pickle::file(pickle::integer(7));
const Entries sound{{"x/data.pkl", payload}, {"x/version", "3\n"}};

/// `text` with `bytes` written over it at `at`.
std::string over(std::string text, std::size_t at, const std::string& bytes) {
    return text.replace(at, bytes.size(), bytes);
}

std::size_t endOf(const std::string& zip) { return zip.size() - 22; }
std::size_t centralOf(const std::string& zip) {
    std::size_t at = 0;
    for (int i = 3; i >= 0; --i) {
        at = at << 8 | static_cast<unsigned char>(zip[endOf(zip) + 16 + static_cast<std::size_t>(i)]);
    }
    return at;
}

std::string deflated(const std::string& data) {
    std::string packed(data.size() + 1000, '\0');
    z_stream stream{};
    CHECK(::deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    CHECK(::deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(packed.size() - stream.avail_out);
    ::deflateEnd(&stream);
    return packed;
}

/// One entry, compressed, with the sizes as claimed.
std::string deflatedZip(const std::string& name, const std::string& packed, std::uint64_t size, std::uint32_t crc) {
    const std::string common = littleEndian(20, 2) + littleEndian(0, 2) + littleEndian(8, 2) + littleEndian(0, 4) +
                               littleEndian(crc, 4) + littleEndian(packed.size(), 4) + littleEndian(size, 4) +
                               littleEndian(name.size(), 2);
    const std::string local = "PK\x03\x04" + common + littleEndian(0, 2) + name + packed;
    const std::string central = "PK\x01\x02" + littleEndian(20, 2) + common + std::string(16, '\0') + name;
    return local + central + "PK\x05\x06" + littleEndian(0, 4) + littleEndian(1, 2) + littleEndian(1, 2) +
           littleEndian(central.size(), 4) + littleEndian(local.size(), 4) + littleEndian(0, 2);
}

std::uint32_t crcOf(const std::string& data) {
    return static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(data.data()), data.size()));
}

std::string npyOfBytes(std::size_t count) {
    const std::string header =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (" + std::to_string(count) + ",), }\n";
    return "\x93NUMPY" + littleEndian(1, 1) + littleEndian(0, 1) + littleEndian(header.size(), 2) + header +
           std::string(count, 'z');
}

}  // namespace

TEST(stored_data_is_aligned_and_zip64_is_the_same_archive) {
    const std::string plain = zipBytes(sound);
    CHECK_EQ(plain.find(payload) % 64, 0u);
    for (const std::uint64_t from : {std::uint64_t{0}, std::uint64_t{3}, std::uint64_t{40}, std::uint64_t{100}}) {
        const std::string large = zipBytes(sound, from);
        CHECK(large != plain);
        CHECK_EQ(large.find(payload) % 64, 0u);
        const auto archive = openBytes(large);
        CHECK_OK(archive);
        CHECK(archive->values().at("a") == ArchiveValue(std::int64_t{7}));
    }
}

TEST(damaged_containers_are_refused) {
    const std::string zip = zipBytes(sound);
    CHECK_OK(openBytes(zip));
    const std::size_t central = centralOf(zip);
    const std::size_t end = endOf(zip);
    for (std::size_t length = 2; length < zip.size(); ++length) {
        refusal(zip.substr(0, length));
    }
    checkRefused(zip + "x", "end of a zip");
    checkRefused("PK" + zip, "end record says");  // moved by two bytes
    checkRefused(over(zip, end + 20, "\x01"), "follow its end");
    checkRefused(over(zip, end + 4, "\x01"), "one part of several");
    checkRefused(over(zip, end + 8, "\x01"), "one part of several");
    checkRefused(over(zip, end + 8, littleEndian(0x00030003, 4)), "claims 3 entries");
    checkRefused(over(zip, end + 8, littleEndian(0x00010001, 4)), "more than its entries");
    checkRefused(over(zip, end + 8, "\xff\xff\xff\xff"), "claims 65535");
    checkRefused(over(zip, end + 12, "\xff"), "end record says");
    checkRefused(over(zip, end + 16, "\xff\xff\xff\xff"), "end record says");
    checkRefused(over(zip, central, "QK"), "central directory is damaged");
    checkRefused(over(zip, central + 8, "\x01"), "encrypted");
    checkRefused(over(zip, central + 10, "\x0c"), "compressed in a way");
    checkRefused(over(zip, central + 20, "\x01"), "two different sizes");
    checkRefused(over(over(zip, central + 20, "\x01"), central + 24, "\x01"), "contradict");
    checkRefused(over(zip, central + 16, "\x01\x01"), "contradict");
    checkRefused(over(zip, central + 42, "\x01"), "does not lie");
    checkRefused(over(zip, central + 42, "\xff\xff\xff\x7f"), "does not lie");
    checkRefused(over(zip, central + 46, "y"), "contradict");
    checkRefused(over(zip, central + 46, "\xff"), "not a text");
    checkRefused(over(zip, 30, "y"), "contradict");
    for (const std::size_t field : {14u, 18u, 22u}) {  // checksum and both sizes, in the local header alone
        checkRefused(over(zip, field, "\x01"), "contradict");
    }
    checkRefused(over(zip, 8, "\x08"), "contradict");
    checkRefused(over(zip, 28, "\xff\xff"), "runs past");
    checkRefused(over(zip, zip.find(payload) + 5, "z"), "checksum");
    const std::string sizes = littleEndian(0xffff, 4) + littleEndian(0xffff, 4);
    // Both headers agree on a size that is not there.
    checkRefused(over(over(zip, central + 20, sizes), 18, sizes), "runs past");
}

TEST(two_entries_may_not_share_bytes_or_a_name) {
    const Entries twins{{"x/data.pkl", payload}, {"x/data.pkl", payload}, {"x/version", "3"}};
    checkRefused(zipBytes(twins), "twice");
    // The second entry's header is pointed at the first one's.
    const Entries three{{"x/data/0", "1234"}, {"x/data/1", "1234"}};
    std::string zip = zipBytes(three);
    const std::size_t second = centralOf(zip) + 46 + 8;
    zip = over(zip, second + 46, "x/data/0");
    zip = over(zip, second + 42, littleEndian(0, 4));
    checkRefused(zip, "twice");
    // A stored entry whose data holds another entry's header and data: sizes reach over it.
    const std::string inner = zipBytes({{"b", "zz"}});
    const std::string nested = zipBytes({{"a", inner}});
    const std::size_t innerAt = nested.find("PK\x03\x04", 4);
    const std::string central =
        nested.substr(centralOf(nested), endOf(nested) - centralOf(nested)) +
        over(inner.substr(centralOf(inner), endOf(inner) - centralOf(inner)), 42, littleEndian(innerAt, 4));
    checkRefused(nested.substr(0, centralOf(nested)) + central + "PK\x05\x06" + littleEndian(0, 4) +
                     littleEndian(2, 2) + littleEndian(2, 2) + littleEndian(central.size(), 4) +
                     littleEndian(centralOf(nested), 4) + littleEndian(0, 2),
                 "overlap");
    // Bytes before the first entry, as self-extracting programs have.
    const std::string one = zipBytes({{"a", "zz"}});
    const std::size_t at = centralOf(one);
    std::string shifted = std::string("PKxx") + one;
    shifted = over(shifted, at + 4 + 42, littleEndian(4, 4));
    shifted = over(shifted, endOf(shifted) + 16, littleEndian(at + 4, 4));
    checkRefused(shifted, "before its first entry");
}

TEST(compressed_entries_are_unpacked_within_bounds) {
    const std::string array = npyOfBytes(100'000);
    const std::string packed = deflated(array);
    const auto archive = openBytes(deflatedZip("a.npy", packed, array.size(), crcOf(array)));
    CHECK_OK(archive);
    CHECK_EQ(archive->find("a")->data.size(), 100'000u);
    CHECK_EQ(static_cast<char>(archive->find("a")->data[99'999]), 'z');
    for (const long long off : {-1, 1, 100}) {
        const auto claimed = static_cast<std::uint64_t>(static_cast<long long>(array.size()) + off);
        checkRefused(deflatedZip("a.npy", packed, claimed, crcOf(array)), "cannot be unpacked");
    }
    checkRefused(deflatedZip("a.npy", packed + "z", array.size(), crcOf(array)), "cannot be unpacked");
    checkRefused(deflatedZip("a.npy", packed.substr(0, packed.size() - 1), array.size(), crcOf(array)),
                 "cannot be unpacked");
    checkRefused(deflatedZip("a.npy", packed, array.size(), crcOf(array) ^ 1), "checksum");
    // 100 MB of one letter in 100 kB: more than 64 MiB and four times the file.
    const std::string bomb = npyOfBytes(100'000'000);
    const std::string packedBomb = deflated(bomb);
    CHECK(packedBomb.size() < 200'000);
    checkRefused(deflatedZip("a.npy", packedBomb, bomb.size(), crcOf(bomb)), "far more than its own size");
}
