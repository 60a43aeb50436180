// SPDX-License-Identifier: GPL-3.0-or-later
// Number 14: files of pairs whose dirt a generator knows line by line. What is sound has to come through whole, what is
// not has to be told with its line, and the counts have to add up: here, in the preview and in `safer import --json`.
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/data/json_slice.h"
#include "tests/data/pair_files.h"
#include "tests/faults/opened_file.h"
#include "tests/support/gzip.h"

#include <functional>
#include <sys/stat.h>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::faults;
using check::readOut;
using check::TemporaryFolder;

namespace {

constexpr std::uint64_t lineLimit = 4000;

struct DirtyFile {
    std::string text;
    std::string extension;
    std::vector<PreferencePair> good;
    std::vector<std::uint64_t> badLines;
    std::uint64_t readableRecords = 0;  ///< bad ones too: what is JSON, or a row of the table
};

std::string randomText(Random& random) {
    static const std::vector<std::string> pieces{
        "a",    "Zoë",  " ",    "\n",      "\r\n",   "\t",     "\"",           "\\",   "{",        "]",
        ",",    ";",    "=1+1", "\u2028",  "\u2029", "\u0085", "\ufeff",       "日本", "🌷",        "\x01",
        "\x7f", "</b>", "null", "\\u0041", "[INST]", "\u202e", "\u200b\u200d", "@x",   "'quoted'", "\\ud800"};
    std::string text = "t";
    for (std::uint64_t left = random.below(12); left > 0; --left) {
        text += pieces[random.below(pieces.size())];
    }
    return text;
}

PreferencePair randomPair(Random& random, std::uint64_t number) {
    PreferencePair pair;
    pair.id = "id" + std::to_string(number);
    pair.subset = randomText(random);
    pair.prompt = {{"user", randomText(random)}};
    pair.chosen = randomText(random);
    pair.rejected = pair.chosen + randomText(random);
    return pair;
}

/// A record of JSON, made bad; nothing where it is no record at all (a blank line).
std::optional<std::string> spoilt(Random& random, Json record, const std::string& knownId, bool& readable) {
    readable = true;
    switch (random.below(19)) {
        case 0: {
            std::string text = record.dump();
            text.resize(1 + random.below(text.size() - 1));
            readable = false;
            return text;
        }
        case 1:
            readable = false;
            return record.dump() + "\xff";
        case 2:
            record.erase(random.below(2) == 0 ? "chosen" : "rejected");
            break;
        case 3:
            record["rejected"] = 3.5;
            break;
        case 4:
            record["rejected"] = record["chosen"];
            break;
        case 5:
            record["id"] = knownId;
            break;
        case 6:
            record["subset"] = std::string(lineLimit, 'x');
            readable = false;
            break;
        case 7:
            return "\"just text\"";
        case 8:
            return std::nullopt;
        case 9:
            readable = false;
            return R"({"prompt":"p","chosen":"\ud800","rejected":"b"})";  // half of a surrogate pair
        case 10:
            readable = false;
            return record.dump().insert(5, 1, '\0');
        case 11:
            readable = false;
            return repeated("[", 1000) + repeated("]", 1000);
        case 12:
            return "[" + record.dump() + "]";
        case 13:
            record["prompt"] = Json::array();
            break;
        case 14:
            record["prompt"] = {{{"role", "user"}}};
            break;
        case 15:
            record["chosen"] = nullptr;
            break;
        case 16:
            record["meta"] = "not an object";
            break;
        case 17:
            record["id"] = Json::array({1});
            break;
        default:
            readable = false;
            return "{'prompt': 'p', 'chosen': 'a', 'rejected': 'b'}";  // Python's spelling
    }
    return record.dump();
}

Json asJson(const PreferencePair& pair) {
    Json record{{"id", pair.id}, {"subset", pair.subset}, {"chosen", pair.chosen}, {"rejected", pair.rejected}};
    record["prompt"] = Json::array({{{"role", "user"}, {"content", pair.prompt[0].content}}});
    return record;
}

DirtyFile jsonLines(Random& random) {
    DirtyFile file;
    file.extension = ".jsonl";
    file.text = random.below(2) == 0 ? "\xef\xbb\xbf" : "";
    const std::uint64_t lines = 1 + random.below(40);
    for (std::uint64_t line = 1; line <= lines; ++line) {
        PreferencePair pair = randomPair(random, line);
        std::optional<std::string> text;
        // The first record is good, so that the layout is known.
        if (line == 1 || random.below(2) == 0) {
            Json record = asJson(pair);
            if (random.below(4) == 0) {  // a number as id
                record["id"] = 100'000 + line;
                pair.id = std::to_string(100'000 + line);
            }
            text = record.dump(-1, ' ', random.below(2) == 0);
            file.good.push_back(pair);
            ++file.readableRecords;
        } else {
            bool readable = true;
            text = spoilt(random, asJson(pair), file.good.front().id, readable);
            if (text) {
                file.badLines.push_back(line);
                file.readableRecords += readable ? 1 : 0;
            }
        }
        file.text += text.value_or(std::string(random.below(3), ' '));
        file.text += line == lines && random.below(2) == 0 ? "" : random.below(2) == 0 ? "\n" : "\r\n";
    }
    return file;
}

DirtyFile jsonArray(Random& random) {
    DirtyFile file;
    file.extension = ".json";
    file.text = random.below(2) == 0 ? "\xef\xbb\xbf [" : "\n[";
    const std::uint64_t elements = 1 + random.below(20);
    for (std::uint64_t at = 1; at <= elements; ++at) {
        const PreferencePair pair = randomPair(random, at);
        file.text += at == 1 ? "" : ", \r\n";
        if (at == 1 || random.below(2) == 0) {
            file.text += asJson(pair).dump(random.below(2) == 0 ? 2 : -1);
            file.good.push_back(pair);
        } else {
            Json record = asJson(pair);
            record.erase("chosen");
            file.text += random.below(2) == 0 ? record.dump() : random.below(2) == 0 ? "17" : "{\"a\":]}";
            file.badLines.push_back(at);
        }
    }
    if (random.below(3) == 0) {  // cut off: the element that was begun is one more bad record
        file.text += ",{\"prompt\":\"p\",\"cho";
        file.badLines.push_back(elements + 1);
    } else {
        file.text += "]\n";
    }
    return file;
}

std::string cell(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

DirtyFile table(Random& random) {
    DirtyFile file;
    const bool tabs = random.below(3) == 0;
    file.extension = tabs ? ".tsv" : ".csv";
    const std::string separator = tabs ? "\t" : random.below(3) == 0 ? ";" : ",";
    const std::string end = random.below(2) == 0 ? "\n" : "\r\n";
    const auto row = [&](std::initializer_list<std::string> cells) {
        std::string text;
        for (const auto& one : cells) {
            text += (text.empty() ? "" : separator) + one;
        }
        return text + end;
    };
    file.text = (random.below(2) == 0 ? "\xef\xbb\xbf" : "") + row({"id", "subset", "prompt", "chosen", "rejected"});
    const std::uint64_t rows = 1 + random.below(30);
    const auto lineNow = [&] { return 1 + static_cast<std::uint64_t>(std::ranges::count(file.text, '\n')); };
    for (std::uint64_t at = 0; at < rows; ++at) {
        const PreferencePair pair = randomPair(random, at);
        const std::string id = cell(pair.id);
        const std::string prompt = cell(pair.prompt[0].content);
        const std::string chosen = cell(pair.chosen);
        const std::string rejected = cell(pair.rejected);
        if (at == 0 || random.below(2) == 0) {
            file.text += row({id, cell(pair.subset), prompt, chosen, rejected});
            file.good.push_back(pair);
            continue;
        }
        if (random.below(8) == 0) {
            file.text += end;  // blank
            continue;
        }
        file.badLines.push_back(lineNow());
        switch (random.below(7)) {
            case 0:
                file.text += row({id, "", prompt, chosen});
                break;
            case 1:
                file.text += row({id, "", prompt, chosen, rejected, "more"});
                break;
            case 2:
                file.text += row({id, "", prompt, "\"a\" b", rejected});
                break;
            case 3:
                file.text += row({id, "", prompt, chosen, chosen});
                break;
            case 4:
                file.text += row({id, "", "", chosen, rejected});
                break;
            case 5:
                file.text += row({id, "", prompt, "\"\xff\"", rejected});
                break;
            default:
                file.text += row({cell(file.good.front().id), "", prompt, chosen, rejected});
        }
    }
    if (random.below(3) == 0) {
        file.badLines.push_back(lineNow());
        file.text += "x" + separator + "\"never closed" + end + "more" + end;
    }
    return file;
}

PairReaderOptions options() {
    PairReaderOptions made;
    made.maxLineBytes = lineLimit;
    return made;
}

std::string mismatch(const DirtyFile& file, const std::filesystem::path& path) {
    const auto read = readOut(path, options());  // checks that the counts add up
    std::vector<std::uint64_t> lines;
    for (const auto& issue : read.issues) {
        lines.push_back(issue.line);
        if (issue.reason.empty()) {
            return "an issue without a reason";
        }
    }
    if (lines != file.badLines) {
        std::string text = "lines:";
        for (const auto line : lines) {
            text += " " + std::to_string(line);
        }
        text += ", expected";
        for (const auto line : file.badLines) {
            text += " " + std::to_string(line);
        }
        return text;
    }
    return read.pairs == file.good ? "" : "other pairs";
}

}  // namespace

TEST(what_is_sound_comes_through_and_the_rest_is_told_with_its_line) {
    const TemporaryFolder folder;
    long bad = 0;
    long wrong = 0;
    std::string failures;
    const int count = times(300, 10'000);
    for (int seed = 1; seed <= count; ++seed) {
        Random random(static_cast<std::uint64_t>(seed));
        const DirtyFile file = seed % 3 == 0 ? table(random) : seed % 5 == 0 ? jsonArray(random) : jsonLines(random);
        const bool packed = random.below(8) == 0;
        const auto path = folder.path() / ("dirty" + file.extension + (packed ? ".gz" : ""));
        writeBytes(path, packed ? check::gzipped(file.text) : file.text);
        bad += static_cast<long>(file.badLines.size());
        std::string fault = mismatch(file, path);
        const auto preview = previewFile(path, 100'000);
        if (fault.empty() && (!preview || preview->records != file.good.size() + file.badLines.size())) {
            fault = "the preview meets other records";
        }
        if (!fault.empty()) {
            ++wrong;
            failures += "\nseed " + std::to_string(seed) + " (" + file.extension + "): " + fault;
        }
        std::filesystem::remove(path);
    }
    report({14, "dirty JSONL, JSON, CSV and TSV", count, wrong, 0,
            "random files, " + std::to_string(bad) + " dirty records; lost = files with a wrong line or pair"});
    if (!failures.empty()) {
        throw check::Failure("of " + std::to_string(count) + " files:" + failures.substr(0, 2000), __FILE__, __LINE__);
    }
    CHECK(bad > count);  // the generator does make dirt
}

TEST(the_program_tells_the_same) {
    const char* const safer = std::getenv("SAFER_PROGRAM");
    if (safer == nullptr || !std::filesystem::exists(safer)) {
        SKIP("no program `safer`");
    }
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "workspace";
    const int count = times(4, 40);
    long wrong = 0;
    for (int seed = 1; seed <= count; ++seed) {
        Random random(1'000'000 + static_cast<std::uint64_t>(seed));
        const DirtyFile file = seed % 2 == 0 ? table(random) : jsonLines(random);
        const auto path = folder.path() / ("dirty" + std::to_string(seed) + file.extension);
        writeBytes(path, file.text);
        const auto expected = readOut(path);
        check::BoundedCall call;
        call.arguments = {safer,
                          "import",
                          path.string(),
                          "--workspace",
                          workspace.string(),
                          "--name",
                          "set" + std::to_string(seed),
                          "--json",
                          "--quiet"};
        const auto result = check::runBounded(call);
        CHECK_EQ(std::to_string(result.exitCode) + result.err.substr(0, 300), std::string("0"));
        const Json said = Json::parse(result.out);
        const bool same = said["counts"]["records"] == expected.records &&
                          said["counts"]["issues"] == expected.issues.size() && said["pairs"] == expected.pairs.size();
        bool lines = said["issues"].size() == expected.issues.size();
        for (std::size_t i = 0; lines && i < expected.issues.size(); ++i) {
            lines = said["issues"][i]["line"] == expected.issues[i].line &&
                    said["issues"][i]["reason"] == expected.issues[i].reason;
        }
        wrong += same && lines ? 0 : 1;
    }
    report({14, "dirty files by `safer import --json`", count, wrong, 0, "files; lost = files told otherwise"});
    CHECK_EQ(wrong, 0);
}

TEST(files_cut_off_anywhere_end_in_an_error_or_in_what_was_whole) {
    const TemporaryFolder folder;
    Random random(5);
    std::string text;
    for (int i = 0; i < 300; ++i) {
        text += asJson(randomPair(random, static_cast<std::uint64_t>(i))).dump() + "\n";
    }
    const std::string packed = check::gzipped(text);
    const auto path = folder.path() / "cut.jsonl.gz";
    const int count = times(60, 2000);
    for (int i = 0; i < count; ++i) {
        const std::size_t at = 1 + random.below(packed.size() - 1);
        writeBytes(path, packed.substr(0, at));
        auto reader = PairReader::open(path);
        bool failed = !reader;
        while (!failed) {
            const auto pair = reader->next();
            failed = !pair;
            CHECK(failed || pair->has_value());  // never the quiet end of a file that is not whole
        }
    }
    report({14, "gzip cut off anywhere", count, 0, 0, "cuts, each an error"});
}

TEST(huge_and_odd_files_stay_within_bounds) {
    const TemporaryFolder folder;
    const auto write = [&](const char* name, const std::function<void(std::ofstream&)>& fill) {
        const auto path = folder.path() / name;
        std::ofstream file(path, std::ios::binary);
        fill(file);
        return path;
    };
    const std::string one = R"({"prompt":"p","chosen":"a","rejected":"b"})";
    const std::string chunk(1u << 20, 'x');
    const auto fillLine = [&](std::ofstream& file, int megabytes) {
        for (int i = 0; i < megabytes; ++i) {
            file << chunk;
        }
    };
    Series series;
    const auto tryBoth = [&](const std::string& name, const std::filesystem::path& path, double limit,
                             const std::string& expected) {
        const Opened pairs = openFile("pairs", path);
        series.add(name, pairs, limit);
        if (pairs.ended && pairs.said.find(expected) == std::string::npos) {
            series.fail(name + ": " + pairs.said);
        }
        series.add(name + ", preview", openFile("preview", path), limit);
        std::filesystem::remove(path);
    };
    tryBoth("a line of 100 MB",
            write("line.jsonl",
                  [&](std::ofstream& file) {
                      file << one << "\n{\"prompt\":\"";
                      fillLine(file, 100);
                      file << "\"}\n" << one << "\n";
                  }),
            2.0, "read: 3 records, 2 used, 1 issues");
    tryBoth("an element of 100 MB",
            write("element.json",
                  [&](std::ofstream& file) {
                      file << "[" << one << ",{\"prompt\":\"";
                      fillLine(file, 100);
                      file << "\"}," << one << "]";
                  }),
            2.0, "read: 3 records, 2 used, 1 issues");
    tryBoth("a cell of 100 MB",
            write("cell.csv",
                  [&](std::ofstream& file) {
                      file << "prompt,chosen,rejected\np,a,b\n\"";
                      fillLine(file, 100);
                      file << "\",a,b\np,a,c\n";
                  }),
            2.0, "read: 3 records, 2 used, 1 issues");
    tryBoth("a header of 100 MB",
            write("header.csv",
                  [&](std::ofstream& file) {
                      file << "prompt,chosen,";
                      fillLine(file, 100);
                  }),
            2.0, "refused: ");
    tryBoth("a record of ten million lists",
            write("lists.jsonl",
                  [&](std::ofstream& file) { file << one << "\n{\"a\":[" << repeated("[],", 5'000'000) << "1]}\n"; }),
            2.0, "read: 2 records, 1 used, 1 issues");
    tryBoth("a cell of five million lists",
            write("lists.csv",
                  [&](std::ofstream& file) {
                      file << "prompt,chosen,rejected\np,a,b\n\"[" << repeated("[],", 5'000'000) << "1]\",a,c\n";
                  }),
            2.0, "read: 2 records, 2 used");
    tryBoth("a million brackets",
            write("deep.jsonl", [&](std::ofstream& file) { file << one << "\n"
                                                                << repeated("[", 1'000'000) << "\n"; }),
            2.0, "read: 2 records, 1 used, 1 issues");
    tryBoth("a million empty lines",
            write("empty.jsonl", [&](std::ofstream& file) { file << repeated("\n", 1'000'000) << one << "\n"; }), 2.0,
            "read: 1 records, 1 used");
    tryBoth("zeros", write("zeros.jsonl", [&](std::ofstream& file) { file << std::string(10'000'000, '\0'); }), 2.0,
            "refused: ");
    // 1:1000, by what gzip makes of equal bytes: it has to be read without being held.
    tryBoth("gzip 1:1000",
            write("bomb.jsonl.gz",
                  [&](std::ofstream& file) {
                      const std::string packed = check::gzipped(std::string(64u << 20, ' '));
                      for (int i = 0; i < 4; ++i) {
                          file << packed;
                      }
                  }),
            2.0, "refused: ");
    for (const char* name : {"nothing.jsonl", "nothing.csv", "nothing.json.gz", "nothing.jsonl.zst"}) {
        tryBoth(name, write(name, [](std::ofstream&) {}), 2.0, "refused: ");
    }
    if (fullCounts()) {
        tryBoth("a gigabyte of lines",
                write("large.jsonl",
                      [&](std::ofstream& file) {
                          const std::string text =
                              "{\"prompt\":\"" + std::string(4000, 'p') + "\",\"chosen\":\"a\",\"rejected\":\"b\"}\n";
                          for (std::size_t written = 0; written < (1u << 30); written += text.size()) {
                              file << text;
                          }
                      }),
                60.0, "0 issues");
    }
    const auto fifo = folder.path() / "fifo.jsonl";
    CHECK_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    tryBoth("a FIFO", fifo, 2.0, "is not a regular file");
    const auto inner = folder.path() / "folder.jsonl";
    std::filesystem::create_directory(inner);
    tryBoth("a folder", inner, 2.0, "is not a regular file");
    series.add("/dev/zero", openFile("pairs", "/dev/zero"), 2.0);
    series.add("no file", openFile("pairs", folder.path() / "none.jsonl"), 2.0);
    if (::geteuid() != 0) {
        const auto closed = write("closed.jsonl", [&](std::ofstream& file) { file << one; });
        std::filesystem::permissions(closed, std::filesystem::perms::none);
        series.add("no permission", openFile("pairs", closed), 2.0);
    }
    report({14, "huge lines, cells and odd files", series.tried, 0, series.crashed, "files; a child without libtorch",
            series.slowest, series.peak});
    series.check();
}
