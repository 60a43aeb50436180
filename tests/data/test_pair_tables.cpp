// SPDX-License-Identifier: GPL-3.0-or-later
// CSV and TSV, zstd, and the bounds of both.
#include "core/base/random.h"
#include "core/data/csv_rows.h"
#include "core/data/zstd_stream.h"
#include "tests/data/pair_files.h"

#ifdef SAFERSCOPE_HAVE_ZSTD
#include <memory>
#include <zstd.h>
#endif

using namespace saferscope;
using check::readOut;
using check::TemporaryFolder;
using check::writeFile;

namespace {

using Table = std::vector<std::vector<std::string>>;

// The whole text at once, or in pieces of `step` bytes.
Table rowsOf(std::string_view text, std::size_t step, char separator = ',') {
    CsvRows rows(separator, 1u << 20, 1);
    Table table;
    const auto take = [&] {
        CHECK_EQ(rows.problem(), "");
        if (!rows.blank()) {
            table.emplace_back();
            for (const auto& cell : rows.cells()) {
                table.back().push_back(cell.text);
            }
        }
    };
    for (std::size_t at = 0; at < text.size(); at += step) {
        std::string_view piece = text.substr(at, step);
        while (!piece.empty()) {
            if (rows.feed(piece)) {
                take();
            }
        }
    }
    if (rows.finish()) {
        take();
    }
    return table;
}

std::string problemOf(std::string_view text, std::uint64_t maxBytes = 1u << 20) {
    CsvRows rows(',', maxBytes, 1);
    if (!rows.feed(text)) {
        rows.finish();
    }
    return rows.problem();
}

}  // namespace

TEST(rows_are_the_same_whatever_the_pieces) {
    const std::string text = "a,b,c\r\n\"1,\"\"x\"\"\",\"two\r\nlines\",\"\"\n\n5\" nail,=1+1, z \r\nlast,\"q\",";
    const Table expected{
        {"a", "b", "c"}, {"1,\"x\"", "two\r\nlines", ""}, {"5\" nail", "=1+1", " z "}, {"last", "q", ""}};
    for (std::size_t step = 1; step <= text.size(); ++step) {
        CHECK(rowsOf(text, step) == expected);
    }
}

TEST(random_tables_come_back) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Random random(seed);
        constexpr std::string_view alphabet = "a,;\t\"\r\n é";
        Table table(1 + random.below(6), std::vector<std::string>(1 + random.below(5)));
        std::string text;
        for (auto& row : table) {
            row.resize(table[0].size());
            for (std::size_t i = 0; i < row.size(); ++i) {
                for (std::uint64_t n = random.below(8); n > 0; --n) {
                    row[i] += alphabet[random.below(alphabet.size())];
                }
                std::string cell = "\"";
                for (const char c : row[i]) {
                    cell += c == '"' ? "\"\"" : std::string(1, c);
                }
                text += (i > 0 ? ";" : "") + cell + "\"";
            }
            text += random.below(2) == 0 ? "\n" : "\r\n";
        }
        CHECK(rowsOf(text, 1 + random.below(9), ';') == table);
    }
}

TEST(problems_of_rows_are_named) {
    CHECK_EQ(problemOf("a,\"b"), "a quote that begins in this row never ends; everything after it is part of it");
    CHECK(problemOf("a,\"b\"c,d\n").find("after a closing quote in column 2") != std::string::npos);
    CHECK(problemOf(std::string(5000, 'x') + "\n", 1000).find("longer than 1000 bytes") != std::string::npos);
    CHECK(problemOf(std::string(20'000, ',') + "\n").find("more than 10000 cells") != std::string::npos);
    CHECK_EQ(problemOf("a,\"b\"\r\n"), "");
    CHECK_EQ(CsvRows::separatorOf("a;b;\"c,d,e,f\"\n,,,,"), ';');
    CHECK_EQ(CsvRows::separatorOf("a,b;c"), ',');
    CHECK_EQ(CsvRows::separatorOf("a\tb"), '\t');
    CHECK_EQ(CsvRows::separatorOf("one"), '\0');
}

TEST(dirty_tables_report_their_lines_and_keep_the_rest) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "dirty.csv";
    writeFile(path,
              "prompt,chosen,rejected\n"
              "p1,a,b\n"
              "\"p\n2\",a,b\n"
              "p3,a\n"
              "p4,a,b,c\n"
              "p5,a,\n"
              "p6,a,\"\"\n"
              "p7,\xff,b\n"
              "p8,same,same\n"
              "p9,a,\"never ends\nand on, and on\n");
    const auto read = readOut(path);
    CHECK(read.layout == PairLayout::Strings);
    CHECK_EQ(read.pairs.size(), 3u);
    CHECK_EQ(read.pairs[0].id, "pair_1");  // by record: the header is none
    CHECK_EQ(read.pairs[1].id, "pair_2");
    CHECK_EQ(read.pairs[1].prompt[0].content, "p\n2");
    CHECK_EQ(read.pairs[2].rejected, "");  // quoted: an empty answer; not quoted: no answer
    const std::pair<std::uint64_t, const char*> issues[] = {{5, "2 cells where the header has 3"},
                                                            {6, "4 cells"},
                                                            {7, "no \"rejected\""},
                                                            {9, "not valid UTF-8"},
                                                            {10, "are the same"},
                                                            {11, "never ends"}};
    CHECK_EQ(read.issues.size(), std::size(issues));
    for (std::size_t i = 0; i < std::size(issues); ++i) {
        CHECK_EQ(read.issues[i].line, issues[i].first);
        CHECK(read.issues[i].reason.find(issues[i].second) != std::string::npos);
    }
}

TEST(tables_are_known_by_name_or_first_line) {
    const TemporaryFolder folder;
    const std::string semicolons = "prompt;chosen;rejected\np;a;b\n";
    for (const char* name : {"x.csv", "x.txt", "x", "x.CSV"}) {
        writeFile(folder.path() / name, semicolons);
        CHECK_EQ(readOut(folder.path() / name).pairs.size(), 1u);
    }
    for (const char* name : {"x.jsonl", "x.json"}) {  // such a name promises JSON
        writeFile(folder.path() / name, semicolons);
        CHECK(!PairReader::open(folder.path() / name));
    }
    writeFile(folder.path() / "x.tsv", "prompt\tchosen\trejected\np, q\ta\tb\n");
    CHECK_EQ(readOut(folder.path() / "x.tsv").pairs[0].prompt[0].content, "p, q");
    writeFile(folder.path() / "twice.csv", "prompt,chosen,chosen\np,a,b\n");
    const auto twice = PairReader::open(folder.path() / "twice.csv");
    CHECK(!twice && twice.error().message.find("called \"chosen\"") != std::string::npos);
    writeFile(folder.path() / "open.csv", "prompt,\"chosen,rejected\np,a,b\n");
    CHECK(!PairReader::open(folder.path() / "open.csv"));
    writeFile(
        folder.path() / "list.csv",
        "chosen,rejected\n\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"q\"\"},{\"\"role\"\":\"\"assistant\"\","
        "\"\"content\"\":\"\"a\"\"}]\",\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"q\"\"},{\"\"role\"\":"
        "\"\"assistant\"\",\"\"content\"\":\"\"[b]\"\"}]\"\n");
    const auto list = readOut(folder.path() / "list.csv");
    CHECK(list.layout == PairLayout::Messages);
    CHECK_EQ(list.pairs.at(0).rejected, "[b]");
}

// Deep brackets in a cell must not reach a recursive parser, and one row must not fill the memory.
TEST(hostile_cells_are_bounded) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "deep.csv";
    writeFile(path, "prompt,chosen,rejected\n" + std::string(500'000, '[') + ",a,b\np," + std::string(3u << 20, 'x') +
                        ",b\nq,a,b\n");
    const auto read = readOut(path, {.maxLineBytes = 2u << 20});
    CHECK_EQ(read.pairs.size(), 2u);  // brackets are just a text
    CHECK_EQ(read.issues.at(0).line, 3u);
    CHECK(read.issues.at(0).reason.find("longer than 2 MiB") != std::string::npos);
}

#ifdef SAFERSCOPE_HAVE_ZSTD

namespace {

std::string zstd(const std::string& text) {
    // With a checksum, as the zstd program writes it: without one a changed byte may well be another text.
    const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress2(context.get(), out.data(), out.size(), text.data(), text.size()));
    return out;
}

const std::string one = "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}\n";

}  // namespace

TEST(zstd_reads_like_the_plain_file) {
    const TemporaryFolder folder;
    std::string text;
    for (int i = 0; i < 20'000; ++i) {
        text += "{\"id\":\"n" + std::to_string(i * 7919) + "\",\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}\n";
    }
    writeFile(folder.path() / "plain.jsonl", text);
    const std::string skippable("\x50\x2a\x4d\x18\x04\0\0\0skip", 12);
    writeFile(folder.path() / "frames.jsonl.zst",
              skippable + zstd(text.substr(0, 700)) + skippable + zstd(text.substr(700)));
    const auto plain = readOut(folder.path() / "plain.jsonl");
    CHECK_EQ(plain.pairs.size(), 20'000u);
    CHECK(readOut(folder.path() / "frames.jsonl.zst").pairs == plain.pairs);
    writeFile(folder.path() / "array.json.zst", zstd("[" + one + "," + one + "]"));
    CHECK_EQ(readOut(folder.path() / "array.json.zst").pairs.size(), 2u);
    writeFile(folder.path() / "table.csv.zst", zstd("prompt,chosen,rejected\np,a,b\n"));
    CHECK_EQ(readOut(folder.path() / "table.csv.zst").pairs.size(), 1u);
}

TEST(damaged_zstd_fails_the_file) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.jsonl.zst";
    std::string text;
    Random random(3);
    for (int i = 0; i < 3000; ++i) {
        text += "{\"prompt\":\"" + std::to_string(random.below(1u << 30)) + "\",\"chosen\":\"a\",\"rejected\":\"b\"}\n";
    }
    const std::string whole = zstd(text);
    const auto fails = [&](const std::string& bytes) {
        writeFile(path, bytes);
        auto reader = PairReader::open(path);
        while (reader) {
            const auto pair = reader->next();
            if (!pair) {
                return pair.error().message;
            }
            if (!*pair) {
                return std::string();
            }
        }
        return reader.error().message;
    };
    CHECK(fails(whole.substr(0, whole.size() / 2)).find("ends too early") != std::string::npos);
    CHECK(fails(whole.substr(0, whole.size() - 1)).find("ends too early") != std::string::npos);
    CHECK(fails(whole + "rubbish").find("not a whole zstd file") != std::string::npos);
    std::string flipped = whole;
    flipped[whole.size() / 2] = static_cast<char>(flipped[whole.size() / 2] ^ 0x10);
    CHECK(fails(flipped) != "");
}

TEST(a_zstd_bomb_stops_at_the_cap) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "bomb.jsonl.zst";
    const std::string bomb = zstd(one + std::string(200u << 20, 'x'));
    CHECK(bomb.size() < (1u << 20));
    writeFile(path, bomb);
    auto reader = PairReader::open(path, {.maxTotalBytes = 10u << 20});
    CHECK_OK(reader);
    CHECK_OK(reader->next());
    const auto second = reader->next();
    CHECK(!second && second.error().message.find("more than 10485760 bytes") != std::string::npos);
}

// A frame that asks for a window of 2 GiB is refused before any memory is taken for it.
TEST(a_huge_window_is_refused) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "long.jsonl.zst";
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 30);
    std::string out(1u << 16, '\0');
    ZSTD_inBuffer in{one.data(), one.size(), 0};
    ZSTD_outBuffer made{out.data(), out.size(), 0};
    ZSTD_compressStream2(context, &made, &in, ZSTD_e_flush);
    ZSTD_freeCCtx(context);
    writeFile(path, out.substr(0, made.pos));
    const auto reader = PairReader::open(path);
    CHECK(!reader && reader.error().message.find("not a whole zstd file") != std::string::npos);
}

#endif
